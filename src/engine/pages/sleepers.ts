import { AppError } from '@/domain/app-error';
import type { AccountId, Place, TabId } from '@/domain/ids';
import { foundAgain, isStale, type Sleeper, withSleepers, withTab } from '@/domain/jar/sleeper';
import { type Entries, sameEntries, type TabStorage } from '@/domain/jar/web-storage';
import { coversUrl } from '@/domain/site';
import { isShared } from '@/domain/site/shared-origin';
import type { SiteRecord } from '@/domain/site/site-record';
import { entry, readItem, readItems, writeItems } from '@/storage/item';
import { liveItem, sleepersItem, storesItem } from '@/storage/schema';
import type { Context } from '../context';
import { pageOf, quietEntries, showPage, tabById } from '../pages';
import { atPlace } from '../place/at-place';
import { sharedAt } from '../place/left-alone';
import type { PlaceState } from '../place/place-state';
import type { Tab } from '../ports';

/**
 * Tabs that sleep through a switch. Their pages may not run when they wake before their sessionStorage is that of whoever is active:
 * until then the browser runs no script in them.
 *
 *   asleep, hushed ─▶ awake, without scripts ─▶ stored with its owner ─▶ the active account's ─▶ loaded again
 */

/** Before anything is planted. @param owner whose jar is live */
export async function hushSleepers(
  { local, ports }: Context,
  place: Place,
  site: SiteRecord,
  tabs: readonly Tab[],
  owner: AccountId | null,
): Promise<void> {
  const asleep = tabs.filter(({ awake, url }) => !awake && !isShared(site, url));
  if (asleep.length === 0 || site.carried.session === 'shared') return;
  const [known, shared] = await Promise.all([
    readItem(local, sleepersItem(place)),
    sharedAt({ local }, place, site),
  ]);
  const sleepers = asleep.reduce(
    (all, { id: tabId, url }) => withSleepers(all, [{ tabId, url }], isShared(shared, url) ? null : owner),
    known,
  );
  await writeItems(local, [entry(sleepersItem(place), sleepers)]);
  await ports.hush.hush(
    site,
    sleepers.map(({ tabId }) => tabId),
  );
}

/**
 * A switch is over, one way or the other: those whose account is active may wake as they are.
 * @param undone whose the live jar was taken for by a switch that was undone: who is active is still who was before it
 */
export async function releaseSleepers(
  { local, ports }: Context,
  place: Place,
  undone?: AccountId | null,
): Promise<void> {
  const { sleepers, live } = await readItems(local, { sleepers: sleepersItem(place), live: liveItem(place) });
  const isFree = (one: Sleeper) =>
    !isStale(one, live.active) || (undone !== undefined && !isStale(one, undone));
  const stale = sleepers.filter((one) => !isFree(one));
  if (stale.length === sleepers.length) return;
  await ports.hush.lift(sleepers.filter(isFree).map(({ tabId }) => tabId));
  await writeItems(local, [entry(sleepersItem(place), stale)]);
}

/** Whether the page in a tab runs no script, and what it keeps is not the active account's. */
export async function isSleeper(
  { local }: Pick<Context, 'local'>,
  place: Place,
  id: TabId,
): Promise<boolean> {
  return (await readItem(local, sleepersItem(place))).some(({ tabId }) => tabId === id);
}

/** Such a tab has woken. While it does, the browser tells of it more than once: each time it is looked again whether the site is there. */
export function wakeSleeper(context: Context, place: Place, id: TabId): Promise<void> {
  return atPlace(context, place, null, async ({ site }) => {
    const sleepers = await readItem(context.local, sleepersItem(place));
    const sleeper = sleepers.find(({ tabId, isStuck }) => tabId === id && !isStuck);
    if (sleeper !== undefined) await wake(context, place, site, sleeper);
  });
}

/** Those that have woken already: before another switch reads what their tabs have, and where a worker has died over one. */
export async function wakeSleepers(context: Context, place: Place, site: SiteRecord): Promise<void> {
  for (const sleeper of await readItem(context.local, sleepersItem(place)))
    await wake(context, place, site, sleeper);
}

/** The browser was restarted: its rules are gone, and its tabs have other numbers. */
export async function findSleepers(
  { local, ports }: Context,
  { place, site }: Pick<PlaceState, 'place' | 'site'>,
): Promise<void> {
  const known = await readItem(local, sleepersItem(place));
  if (known.length === 0) return;
  const tabs = await ports.tabs.all(place.storeId);
  const found = foundAgain(
    known,
    tabs.map(({ id, url, awake }) => ({ tabId: id, url, awake })),
  );
  await writeItems(local, [entry(sleepersItem(place), found)]);
  await ports.hush.hush(
    site,
    found.map(({ tabId }) => tabId),
  );
}

/** The Site has lost a domain: what sleeps there is no concern of it any more. @param site as it is from now on */
export async function letGo({ local, ports }: Context, site: SiteRecord): Promise<void> {
  for (const storeId of await readItem(local, storesItem)) {
    const item = sleepersItem({ siteId: site.id, storeId });
    const sleepers = await readItem(local, item);
    const left = sleepers.filter(({ url }) => coversUrl(site, url));
    if (left.length === sleepers.length) continue;
    await ports.hush.lift(sleepers.filter((one) => !left.includes(one)).map(({ tabId }) => tabId));
    await writeItems(local, [entry(item, left)]);
  }
}

async function wake(context: Context, place: Place, site: SiteRecord, sleeper: Sleeper): Promise<void> {
  const { ports, session } = context;
  const tab = await tabById(context, sleeper.tabId);
  if (tab === null) return forget(context, place, sleeper);
  // Elsewhere it does no harm. Should it come back, it is still known.
  if (!tab.awake || !coversUrl(site, tab.url)) return;
  const page = pageOf(tab);
  if (sleeper.phase === 'exchanged') {
    await showPage(context, page, false);
    return forget(context, place, sleeper);
  }
  const origin = (await ports.tabs.holdings(tab.id))?.origin ?? null;
  // An error page of the browser: the site itself is still to come.
  if (origin === null || !coversUrl(site, origin)) return;
  await writeItems(session, quietEntries([page]));
  try {
    // A service worker that came meanwhile can have answered, with scripts and all.
    if ((await ports.tabs.quiet(tab.id, false)) === null) throw new AppError('page/stays', tab.title);
    if (site.carried.session !== 'shared' && !isShared(site, origin))
      await exchange(context, place, site, sleeper, origin);
    await ports.hush.lift([tab.id]);
    // From here on what the page writes is the active account's; the tab is known until it is shown again.
    await change(context, place, sleeper, { phase: 'exchanged' });
  } catch (error) {
    await change(context, place, sleeper, { isStuck: true });
    throw error;
  } finally {
    await showPage(context, page, true);
  }
  await forget(context, place, sleeper);
}

async function exchange(
  context: Context,
  place: Place,
  site: SiteRecord,
  sleeper: Sleeper,
  origin: string,
): Promise<void> {
  const { tabId } = sleeper;
  const isOwn = site.carried.session === 'own';
  const { active } = await readItem(context.local, liveItem(place));
  const wanted = isOwn ? await sessionOf(context, active, tabId, origin) : [];
  const host = await context.ports.storage.inTab(tabId, origin);
  try {
    if (isOwn && sleeper.phase === 'asleep')
      await store(context, place, sleeper, { tabId, origin, session: await host.session() });
    await host.setSession(wanted);
    if (!sameEntries(wanted, await host.session())) throw new AppError('origin/refused', origin);
  } finally {
    await host.close();
  }
}

/** What the tab itself had under this account. Of a tab that is gone it gets nothing: another may have got that. */
async function sessionOf(
  { vault }: Context,
  id: AccountId | null,
  tab: TabId,
  shown: string,
): Promise<Entries> {
  const jar = id === null ? null : await vault.jarOf(id);
  return jar?.tabs.find(({ tabId, origin }) => tabId === tab && origin === shown)?.session ?? [];
}

/** That it is stored is known before anything else is put into the tab: it would be taken for the owner's otherwise. */
async function store(context: Context, place: Place, sleeper: Sleeper, seen: TabStorage): Promise<void> {
  const { owner } = sleeper;
  const jar = owner === null ? null : await context.vault.jarOf(owner);
  if (owner !== null && jar !== null) await context.vault.put(owner, withTab(jar, seen));
  await change(context, place, sleeper, { phase: 'stored' });
}

async function change(
  { local }: Context,
  place: Place,
  { tabId }: Sleeper,
  changes: Partial<Sleeper>,
): Promise<void> {
  const sleepers = await readItem(local, sleepersItem(place));
  const changed = sleepers.map((one) => (one.tabId === tabId ? { ...one, ...changes } : one));
  await writeItems(local, [entry(sleepersItem(place), changed)]);
}

async function forget({ local, ports }: Context, place: Place, { tabId }: Sleeper): Promise<void> {
  await ports.hush.lift([tabId]);
  const sleepers = await readItem(local, sleepersItem(place));
  const left = sleepers.filter((one) => one.tabId !== tabId);
  await writeItems(local, [entry(sleepersItem(place), left)]);
}
