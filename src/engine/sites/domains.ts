import { AppError } from '@/domain/app-error';
import type { Place, SiteId, StoreId, TabId } from '@/domain/ids';
import { domainOfText, originPatterns, type Site, siteName, siteOfDomain } from '@/domain/site';
import { newSiteRecord, type SiteRecord, withoutDomain } from '@/domain/site/site-record';
import { entry, readItem, readItems, writeItems } from '@/storage/item';
import { intentItem, joiningItem, siteItem, sitesItem, storesItem } from '@/storage/schema';
import { addAnew } from '../accounts';
import type { Context } from '../context';
import { isGranted } from '../granted';
import { tabById } from '../pages';
import { letGo } from '../pages/sleepers';
import { atPlace } from '../place/at-place';
import { syncPageScripts } from '../sites';
import { settleDoubt } from '../switch/settle-doubt';
import { beginJoining, endJoining } from './join';
import { writeIndex } from './site-index';

/** Which domains switch together. */

/** A wish that a domain becomes one of a Site's. */
export interface Inclusion {
  readonly siteId: SiteId;
  readonly domain: string;
  /** The person agreed that the Site which it belongs to is joined with this one. */
  readonly join: boolean;
  /** The tab that a sign-in has led to this domain; `null` when it was wished for in the settings. */
  readonly tabId: TabId | null;
}

/**
 * Makes a domain one of a Site's. Without permission the wish is remembered, as for `useSite`.
 * @throws AppError `site/unused`, `domain/unfit`, `domain/taken` with the name of the Site that it belongs to, `site/off`
 * where that one is, and what a switch throws
 */
export async function includeDomain(context: Context, wish: Inclusion): Promise<'included' | 'waiting'> {
  const { siteId, domain, tabId, join } = wish;
  const found = await otherSite(context, wish);
  if (found === null) return 'included';
  if (!(await isGranted(context, found))) {
    if (tabId === null) throw new AppError('permission/missing', domain);
    await writeItems(context.session, [entry(intentItem, { siteId, tabId, including: { domain, join } })]);
    return 'waiting';
  }
  await context.lock.run(joins, `include ${siteId} ${domain}`, () => include(context, wish));
  await syncPageScripts(context);
  return 'included';
}

/** One joining at a time: there is one record of it, and two that are each other's would wait for one another for ever. */
const joins: Place = { siteId: '' as SiteId, storeId: 'joins' as StoreId };

async function include(context: Context, wish: Inclusion): Promise<void> {
  const { siteId, domain, tabId } = wish;
  const place = await placeOf(context, wish);
  const open = await readItem(context.local, joiningItem);
  if (open !== null && open.siteId !== siteId)
    await atPlace(context, { ...place, siteId: open.siteId }, 'in order', () => Promise.resolve());
  await atPlace(context, place, `include ${domain}`, async (state) => {
    // While this waited for its turn somebody else may have done it.
    const other = await otherSite(context, wish);
    if (other === null) return;
    const { adding, bounced } = state.live;
    const isLedBack = tabId !== null && bounced?.domain === domain;
    // Whoever wants to be someone else instead says with it who they are now. What the domain holds is theirs too.
    if (isLedBack) await settleDoubt(context, state);
    const start = tabId === null ? null : (adding?.start ?? null);
    const fresh = (await readItem(context.local, siteItem(other.id))) === null;
    const joining = { siteId, other: other.id, fresh, tabId, start };
    await beginJoining(context, joining, other);
    await endJoining(context, joining);
    if (isLedBack) await addAnew(context, place, bounced.again);
  });
}

/**
 * A permission has arrived that was asked for to include a domain.
 * @returns the tab in which it was wished for, where that is so now
 */
export async function resumeInclusion(context: Context): Promise<TabId | null> {
  const intent = await readItem(context.session, intentItem);
  if (intent === null || intent.including === null) return null;
  const { siteId, tabId, including } = intent;
  if ((await includeDomain(context, { siteId, tabId, ...including })) !== 'included') return null;
  await context.session.remove([intentItem.key]);
  return tabId;
}

/**
 * Takes a domain from a Site, and gives its permission back. What accounts have stored of it stays, for the day that it is added again.
 * @throws AppError `site/unused`, or `domain/main`
 */
export async function removeDomain(context: Context, siteId: SiteId, domain: string): Promise<void> {
  const place = await placeOf(context, { siteId, tabId: null });
  const gone = siteOfDomain(domain);
  const tellsPage = await atPlace(context, place, `remove ${domain}`, async ({ site }) => {
    if (site.domains[0] === domain) throw new AppError('domain/main', domain);
    // Another window was first, and by now it can be a Site of its own.
    if (!site.domains.includes(domain)) return null;
    const stores = await readItem(context.local, storesItem);
    const domains = site.domains.filter((one) => one !== domain);
    await letGo(context, { ...site, domains });
    // As a Site of its own, before it was joined with this one, it can have left a barrier that nobody else would lower.
    await Promise.all(stores.map((storeId) => context.ports.barrier.lower(gone, storeId)));
    await writeIndex(context, (index) => withoutDomain(index, siteId, domain), [
      entry(siteItem(siteId), { ...site, domains }),
    ]);
    return site.tellPage;
  });
  if (tellsPage === null) return;
  await syncPageScripts(context);
  // While its tabs can be told apart.
  if (tellsPage) await context.ports.pageScripts.nudge(gone);
  await context.ports.announce.forgotten(gone);
  await context.ports.permissions.giveBack(originPatterns(gone));
  context.ports.announce.changed(siteId);
}

/** What is to become part of the Site: a Site in use, or a domain alone; `null` where it is part of it already. */
async function otherSite(
  { local, ports }: Context,
  { siteId, domain, join }: Inclusion,
): Promise<Site | null> {
  const { site, index } = await readItems(local, { site: siteItem(siteId), index: sitesItem });
  if (site === null) throw new AppError('site/unused', siteId);
  if (domainOfText(domain) !== domain) throw new AppError('domain/unfit', domain);
  const owner = index[domain];
  if (owner === siteId) return null;
  if (owner === undefined) return siteOfDomain(domain);
  const other = (await readItem(local, siteItem(owner))) ?? newSiteRecord(siteOfDomain(domain));
  if (hasAccounts(other) && !join) throw new AppError('domain/taken', siteName(other, ports.words));
  // Whose its live jar is by now nobody has seen.
  if (!other.multiSession) throw new AppError('site/off', other.id);
  return other;
}

/** Whether its person has to be asked before it is joined with another. */
export function hasAccounts({ accounts, leaving }: SiteRecord): boolean {
  return accounts.length + leaving.length > 0;
}

async function placeOf(
  context: Context,
  { siteId, tabId }: Pick<Inclusion, 'siteId' | 'tabId'>,
): Promise<Place> {
  const tab = tabId === null ? null : await tabById(context, tabId);
  if (tab !== null) return { siteId, storeId: tab.storeId, tabId: tab.id };
  const [storeId] = await readItem(context.local, storesItem);
  if (storeId === undefined) throw new AppError('site/unused', siteId);
  return { siteId, storeId };
}
