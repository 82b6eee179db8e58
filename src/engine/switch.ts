import { AppError } from '@/domain/app-error';
import type { AccountId, Place } from '@/domain/ids';
import { emptyJar, type Jar } from '@/domain/jar';
import type { Journal, Live } from '@/domain/live';
import type { Settling } from '@/domain/settling';
import type { SiteRecord } from '@/domain/site-record';
import { type Entry, entry, readItem, writeItems } from '@/storage/item';
import { journalItem, liveItem, settlingItem, signInOpenItem } from '@/storage/schema';
import type { Context } from './context';
import { captureJar, plantJar, requirePermission } from './drivers/jar';
import { knownOrigins } from './origins';
import { askPages, quietEntries, quietPages, showPages, tabsOfSite } from './pages';
import type { Tab } from './ports';
import { wakeForNext } from './settle';

/**
 * The Switch: one account's jar in place of another's, or nobody's.
 *
 *   asked ─▶ begun ─▶ barrier up, pages quiet ─▶ captured ─▶ held ─▶ planted ─▶ verified ─▶ committed ─▶ pages shown ─▶ settled
 *     │        └──────────────┴──────────────────────┴────────┴─────────┴──────────┴──▶ undone (or left to recovery)
 *     └──▶ refused, nothing touched
 *
 * Promises. The journal is begun before a page is touched, and says `held` before the live jar is: by then that is kept
 * (under its owner and as what undo puts back), so that the journal never points at what is not there. Who is active changes
 * in one write together with the journal's `committed`: before it recovery goes back, after it forward. No page of the Site
 * runs, and no answer sets a cookie, from before the capture until after the commit.
 *
 * Web storage will be captured, planted and verified beside the cookies, in the jar driver.
 *
 * Runs under the Place's lock, which its callers hold.
 */
export interface SwitchOrder {
  readonly place: Place;
  readonly site: SiteRecord;
  /** Who owns the live jar; `null`: nobody, it is dropped. Told by the caller, never looked up here. */
  readonly from: AccountId | null;
  /** Whose jar is planted; `null`: nobody's. */
  readonly to: AccountId | null;
  /** What is live once it has succeeded. */
  readonly live: Live;
  /** What else is true from that moment on; written with it or not at all. */
  readonly also?: readonly Entry[];
}

/** @throws AppError with nothing changed, or `switch/unrepaired` when even putting back failed and recovery has to */
export async function carryOut(context: Context, order: SwitchOrder): Promise<void> {
  const { ports } = context;
  const { site, place } = order;
  const [tabs, target] = await Promise.all([
    tabsOfSite(context, place, site),
    targetJar(context, order.to),
    requirePermission(ports, site),
  ]);
  const journal: Journal = {
    phase: 'begun',
    tabs: tabs.filter(({ awake }) => awake).map(({ id }) => id),
    from: order.from,
    to: order.to,
    startedAt: ports.clock.now(),
  };
  let committed: Journal;
  try {
    await begin(context, order, journal, tabs);
    committed = await exchange(context, order, journal, tabs, target);
  } catch (error) {
    await recover(context, place, site);
    throw error;
  }
  await goOn(context, place, site, committed);
  ports.announce.changed(place.siteId);
}

async function targetJar({ vault }: Context, to: AccountId | null): Promise<Jar> {
  if (to === null) return emptyJar;
  const jar = await vault.jarOf(to);
  if (jar === null) throw new AppError('jar/missing');
  return jar;
}

/** All at once, for none of it waits for another; and all have ended before one failure counts, so that recovery sees them. */
async function begin(
  context: Context,
  order: SwitchOrder,
  journal: Journal,
  tabs: readonly Tab[],
): Promise<void> {
  const { ports, local, session } = context;
  const { place, site } = order;
  const results = await Promise.allSettled([
    writeItems(local, [entry(journalItem(place), journal)]),
    // A form that was sent before says nothing about the cookies that the site gives to whoever comes next.
    writeItems(session, [entry(signInOpenItem(place), null), ...quietEntries(tabs)]),
    ports.wake.arm(place, 0),
    ports.barrier.raise(site),
    askPages(context, tabs),
    ports.requests.writesEnd(site),
  ]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/**
 * From quiet pages to the commit; where it ends early, the journal tells how far it came.
 * @returns the journal as it stands then
 */
async function exchange(
  context: Context,
  order: SwitchOrder,
  journal: Journal,
  tabs: readonly Tab[],
  target: Jar,
): Promise<Journal> {
  const { ports, vault, local } = context;
  const { place, site, live, also = [] } = order;
  const quiet = await quietPages(context, place, tabs);
  const before = await captureJar(ports, site, place.storeId);
  await vault.hold(place, before, order.from);
  await writeItems(local, [entry(journalItem(place), { ...journal, phase: 'held', tabs: quiet })]);
  // With the last page gone: a cached answer that still says who was signed in would be shown again (measured).
  const dropped = dropCaches(context, place, tabs);
  await Promise.all([plantJar(ports, site, place.storeId, before, target), dropped]);
  const committed: Journal = { ...journal, phase: 'committed', tabs: quiet };
  await writeItems(local, [
    entry(liveItem(place), live),
    entry(journalItem(place), committed),
    entry(settlingItem(place), settlingOf(order, journal, ports.clock.now())),
    ...also,
  ]);
  return committed;
}

function settlingOf({ from, to }: SwitchOrder, { startedAt }: Journal, since: number): Settling {
  const late = from === null ? null : { account: from, before: startedAt };
  return { from, to, since, read: false, late };
}

async function dropCaches(context: Context, { siteId }: Place, tabs: readonly Tab[]): Promise<void> {
  const urls = tabs.map(({ url }) => url);
  await context.ports.caches.drop(await knownOrigins(context, siteId, urls));
}

/**
 * Ends a switch that is open in the journal: forward from its commit, and back to what was before it otherwise.
 * @throws AppError `switch/unrepaired`, the journal staying open for the next try
 */
export async function recover(context: Context, place: Place, site: SiteRecord): Promise<void> {
  const journal = await readItem(context.local, journalItem(place));
  if (journal === null) await unblock(context, place, site);
  else if (journal.phase === 'committed') await goOn(context, place, site, journal);
  else await goBack(context, place, site, journal);
}

/** From the commit on: new pages are let through and shown, and then there is nothing open any more. */
async function goOn(context: Context, place: Place, site: SiteRecord, { tabs }: Journal): Promise<void> {
  const { ports } = context;
  await ports.barrier.open(site);
  await showPages(context, place, site, tabs);
  await close(context, place);
  const settling = await readItem(context.local, settlingItem(place));
  if (settling !== null) await wakeForNext(context, place, settling);
}

/** Puts the held jar back; who is active has not changed. */
async function goBack(context: Context, place: Place, site: SiteRecord, journal: Journal): Promise<void> {
  const { ports, local } = context;
  try {
    // Without it the pages could not be shown again either.
    await requirePermission(ports, site);
    if (journal.phase === 'held') {
      await putBack(context, place, site);
      const { from: to, to: from } = journal;
      const undone: Settling = { from, to, since: ports.clock.now(), read: false, late: null };
      await writeItems(local, [entry(settlingItem(place), undone)]);
    }
    await unblock(context, place, site);
    await showPages(context, place, site, journal.tabs);
    await close(context, place);
  } catch (error) {
    throw new AppError('switch/unrepaired', place.siteId, { cause: error });
  }
}

/** What the switch before is still waiting for goes on being caught. */
async function unblock({ ports, local }: Context, place: Place, site: SiteRecord): Promise<void> {
  const settling = await readItem(local, settlingItem(place));
  await (settling === null ? ports.barrier.lower(site) : ports.barrier.open(site));
}

async function putBack({ ports, vault }: Context, place: Place, site: SiteRecord): Promise<void> {
  const [held, live] = await Promise.all([vault.held(place), captureJar(ports, site, place.storeId)]);
  if (held === null) throw new AppError('jar/missing');
  await plantJar(ports, site, place.storeId, live, held);
}

/** What is left of the held jar when this fails is written over by the next switch. */
async function close({ ports, vault, local }: Context, place: Place): Promise<void> {
  await writeItems(local, [entry(journalItem(place), null)]);
  await Promise.allSettled([vault.release(place), ports.wake.disarm(place)]);
}
