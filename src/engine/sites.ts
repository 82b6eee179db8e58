import { AppError } from '@/domain/app-error';
import type { Place, TabId } from '@/domain/ids';
import { liveAs } from '@/domain/jar/live';
import { domainOfHost, type ForbiddenPage, hostOfUrl, type Site, siteOfUrl } from '@/domain/site';
import { newSiteRecord, type SiteRecord } from '@/domain/site/site-record';
import { entry, readItem, readItems, readReadable, writeItems } from '@/storage/item';
import { intentItem, liveItem, settingsItem, siteItem, sitesItem } from '@/storage/schema';
import { keepAsAccount } from './accounts/keep';
import type { Context } from './context';
import { isGranted } from './granted';
import { asksSomewhere, tabById } from './pages';
import { atPlace } from './place/at-place';
import type { PlaceState } from './place/place-state';
import type { Tab } from './ports';
import { findEvidence } from './sign-in/evidence';
import { writeIndex } from './sites/site-index';

/** Which Sites Hatrack is used on, and how one gets there. */

/** A Site in use, as seen from a tab. */
export interface TabSite {
  readonly site: SiteRecord;
  readonly place: Place;
}

/** The Site in use that an address belongs to, or `null`. */
export async function siteInUse(context: Pick<Context, 'local'>, url: string): Promise<SiteRecord | null> {
  const host = hostOfUrl(url);
  if (host === null || !/^https?:/.test(url)) return null;
  const index = await readItem(context.local, sitesItem);
  const id = index[domainOfHost(host)];
  return id === undefined ? null : readItem(context.local, siteItem(id));
}

export async function siteOfTab(context: Pick<Context, 'local'>, tab: Tab): Promise<TabSite | null> {
  const site = await siteInUse(context, tab.url);
  return site && { site, place: { siteId: site.id, storeId: tab.storeId, tabId: tab.id } };
}

/**
 * Every Site in use, in the order in which they were taken into use. One whose record cannot be read (a later version has written it, say)
 * stays as it is, and keeps nobody from the others.
 */
export async function sitesInUse({ local }: Pick<Context, 'local'>): Promise<SiteRecord[]> {
  const index = await readItem(local, sitesItem);
  const ids = [...new Set(Object.values(index))];
  const sites = await readReadable(local, ids.map(siteItem));
  return sites.filter((site) => site !== null);
}

/** The Site of a tab, in use or not. @throws AppError `page/forbidden` */
export async function siteOrCandidate(context: Pick<Context, 'local'>, url: string): Promise<Site> {
  const known = await siteInUse(context, url);
  if (known !== null) return known;
  const candidate: Site | ForbiddenPage = siteOfUrl(url);
  if (typeof candidate === 'string') throw new AppError('page/forbidden', candidate);
  return candidate;
}

/**
 * The person pressed "Use Hatrack on <site>" in this tab. Without permission the wish is remembered: the browser's prompt
 * closes the popup (measured), so `resumeUse` goes on when the permission arrives.
 */
export async function useSite(context: Context, tab: Tab): Promise<'used' | 'waiting'> {
  const site = await siteOrCandidate(context, tab.url);
  if (!(await isGranted(context, site))) {
    await writeItems(context.session, [
      entry(intentItem, { siteId: site.id, tabId: tab.id, including: null }),
    ]);
    return 'waiting';
  }
  await takeIntoUse(context, site, { siteId: site.id, storeId: tab.storeId });
  return 'used';
}

/**
 * A permission has arrived. Only a Site that was wished for is taken into use: granting elsewhere is not using.
 * @returns the tab in which it was wished for, where that is so now
 */
export async function resumeUse(context: Context): Promise<TabId | null> {
  const intent = await readItem(context.session, intentItem);
  const tab = intent && (await tabById(context, intent.tabId));
  if (!intent || !tab || intent.including !== null) return null;
  const site = await siteOrCandidate(context, tab.url);
  // The tab may have gone elsewhere while the prompt was open.
  if (site.id !== intent.siteId || (await useSite(context, tab)) !== 'used') return null;
  await context.session.remove([intentItem.key]);
  return tab.id;
}

async function takeIntoUse(context: Context, site: Site, place: Place): Promise<void> {
  await record(context, site);
  await atPlace(context, place, 'use', (state) => adoptLive(context, state));
  context.ports.announce.changed(site.id);
}

async function record(context: Context, site: Site): Promise<void> {
  const { known, settings } = await readItems(context.local, {
    known: siteItem(site.id),
    settings: settingsItem,
  });
  if (known !== null) return;
  const domains = Object.fromEntries(site.domains.map((domain) => [domain, site.id]));
  await writeIndex(context, (index) => ({ ...index, ...domains }), [
    entry(siteItem(site.id), newSiteRecord(site, settings.order)),
  ]);
}

/** Whoever is found signed in when the Site comes (back) into use, and is not known to be, becomes an account. */
export async function adoptLive(context: Context, state: PlaceState): Promise<void> {
  const { place, site, live } = state;
  if (live.active !== null || live.adding !== null) return;
  const { jar, evidence } = await findEvidence(context, place, site);
  const isSomebody = evidence === 'signed-in' && !(await asksSomewhere(context, place, site));
  if (isSomebody) await keepAsAccount(context, state, jar);
  else await writeItems(context.local, [entry(liveItem(place), liveAs(null, context.ports.clock.now()))]);
}

/** Has pages told what their Sites' people agreed to; also after an update, which forgets registered scripts. */
export async function syncPageScripts(context: Context): Promise<void> {
  const sites = await sitesInUse(context);
  await context.ports.pageScripts.set(sites.filter(({ tellPage, multiSession }) => tellPage && multiSession));
}
