import type { Place } from '@/domain/ids';
import type { Adding, Live } from '@/domain/jar/live';
import { coversUrl, siteOfUrl } from '@/domain/site';
import type { SiteRecord } from '@/domain/site/site-record';
import { entry, readItem, readList, readReadable, writeItems } from '@/storage/item';
import { liveItem, tabsSeenItem } from '@/storage/schema';
import type { Context } from '../context';
import { tabsOfSite } from '../pages';
import type { Tab } from '../ports';
import { sitesInUse } from '../sites';

/** An addition that waits for a sign-in, and has led a tab to a domain that is none of its Site's. */
export interface Pending {
  readonly site: SiteRecord;
  readonly place: Place;
  readonly adding: Adding;
  readonly domain: string;
}

/**
 * The pending addition that a tab belongs to, though it shows another domain: the Site was shown in it since that began. So it may
 * have been in the tab that it was opened from; but browsers tell the same of an empty tab that its person opened beside it, so where
 * the domain has a list of its own that one counts. The newest, if there are several.
 */
export async function pendingIn(
  context: Pick<Context, 'local' | 'session'>,
  tab: Tab,
): Promise<Pending | null> {
  const shown = siteOfUrl(tab.url);
  if (typeof shown === 'string') return null;
  const all = await sitesInUse(context);
  const opener = all.some((site) => coversUrl(site, tab.url) && site.accounts.length > 0) ? null : tab.opener;
  const sites = all.filter((site) => site.multiSession && !coversUrl(site, tab.url));
  const [lives, seen] = await Promise.all([
    readReadable(
      context.local,
      sites.map(({ id }) => liveItem({ siteId: id, storeId: tab.storeId })),
    ),
    readList(
      context.session,
      sites.map(({ id }) => tabsSeenItem(id)),
    ),
  ]);
  const found = sites.flatMap((site, index): Pending[] => {
    const adding = lives[index]?.adding ?? null;
    const tabs = seen[index] ?? [];
    const isItsTab = tabs.includes(tab.id) || (opener !== null && tabs.includes(opener));
    if (adding === null || !isItsTab) return [];
    const place: Place = { siteId: site.id, storeId: tab.storeId, tabId: tab.id };
    return [{ site, place, adding, domain: shown.id }];
  });
  return found.toSorted((a, b) => b.adding.since - a.adding.since)[0] ?? null;
}

/** Whether an address is where signing in begins and ends: on the domain of the Site on which it was begun, else on the main one. */
export function isHome(site: SiteRecord, { adding, unfinished }: Live, url: string): boolean {
  const start = (adding ?? unfinished?.adding)?.start;
  const home = start ? siteOfUrl(start) : site;
  const [domain] = typeof home === 'string' ? site.domains : home.domains;
  return domain !== undefined && coversUrl({ domains: [domain] }, url);
}

/**
 * An addition begins: only tabs that show the Site now, or will, belong to it.
 * @returns the page on which its person began it
 */
export async function markStart(context: Context, place: Place, site: SiteRecord): Promise<string | null> {
  const item = tabsSeenItem(site.id);
  const [own, all, seen] = await Promise.all([
    tabsOfSite(context, place, site),
    context.ports.tabs.all(place.storeId),
    readItem(context.session, item),
  ]);
  const isOwn = (id: number) => own.some((tab) => tab.id === id);
  const others = seen.filter((id) => !isOwn(id) && !all.some((tab) => tab.id === id));
  await writeItems(context.session, [entry(item, [...others, ...own.map(({ id }) => id)])]);
  return own.find(({ id }) => id === place.tabId)?.url ?? null;
}
