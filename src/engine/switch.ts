import { AppError } from '@/domain/app-error';
import type { AccountId, Place, TabId } from '@/domain/ids';
import { emptyJar, type Jar } from '@/domain/jar';
import type { Journal, Live } from '@/domain/live';
import type { Settling } from '@/domain/settling';
import type { SiteRecord } from '@/domain/site-record';
import { type Entry, entry, readItem, writeItems } from '@/storage/item';
import { journalItem, liveItem, settlingItem, signInOpenItem } from '@/storage/schema';
import type { Context } from './context';
import { captureJar, plantJar, requirePermission } from './drivers/jar';
import { askPages, quietPages, showPages, tabsOfSite } from './pages';
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
 * in one write together with the end of the journal. No page of the Site runs, and no answer sets a cookie, from before the
 * capture until after the commit.
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
  await askPages(context, tabs);
  const journal: Journal = {
    phase: 'begun',
    tabs: tabs.filter(({ awake }) => awake).map(({ id }) => id),
    from: order.from,
    to: order.to,
    startedAt: ports.clock.now(),
  };
  await begin(context, order, journal);
  let quiet: readonly TabId[];
  try {
    quiet = await exchange(context, order, journal, tabs, target);
  } catch (error) {
    await undo(context, place, site);
    throw error;
  }
  await settle(context, place, site, quiet, 'open');
  await wakeForNext(context, place, settlingOf(order, ports.clock.now()));
  ports.announce.changed(place.siteId);
}

async function targetJar({ vault }: Context, to: AccountId | null): Promise<Jar> {
  if (to === null) return emptyJar;
  const jar = await vault.jarOf(to);
  if (jar === null) throw new AppError('jar/missing');
  return jar;
}

async function begin(context: Context, { place }: SwitchOrder, journal: Journal): Promise<void> {
  // A form that was sent before says nothing about the cookies that the site gives to whoever comes next.
  const closed = writeItems(context.session, [entry(signInOpenItem(place), null)]);
  await Promise.all([context.ports.wake.arm(place, 0), closed]);
  await writeItems(context.local, [entry(journalItem(place), journal)]);
}

/**
 * From quiet pages to the commit; where it ends early, the journal tells how far it came.
 * @returns the tabs whose pages have to be shown again
 */
async function exchange(
  context: Context,
  order: SwitchOrder,
  journal: Journal,
  tabs: readonly Tab[],
  target: Jar,
): Promise<readonly TabId[]> {
  const { ports, vault, local } = context;
  const { place, site, live, also = [] } = order;
  await ports.barrier.raise(site);
  const quiet = await quietPages(context, place, tabs);
  const before = await captureJar(ports, site, place.storeId);
  await vault.hold(place, before, order.from);
  await writeItems(local, [entry(journalItem(place), { ...journal, phase: 'held', tabs: quiet })]);
  // With the last page gone: a cached answer that still says who was signed in would be shown again (measured).
  const dropped = ports.httpCache.drop(originsOf(tabs));
  await Promise.all([plantJar(ports, site, place.storeId, before, target), dropped]);
  await writeItems(local, [
    entry(liveItem(place), live),
    entry(journalItem(place), null),
    entry(settlingItem(place), settlingOf(order, ports.clock.now())),
    ...also,
  ]);
  return quiet;
}

function settlingOf({ from, to }: Pick<SwitchOrder, 'from' | 'to'>, since: number): Settling {
  return { from, to, since, read: false };
}

function originsOf(tabs: readonly Tab[]): string[] {
  return [...new Set(tabs.map(({ url }) => new URL(url).origin))];
}

/** The switch has ended either way. What fails here is only left over, and the next switch writes over it. */
async function settle(
  context: Context,
  place: Place,
  site: SiteRecord,
  tabs: readonly TabId[],
  barrier: 'open' | 'lower',
): Promise<void> {
  const { ports, vault } = context;
  await Promise.allSettled([ports.barrier[barrier](site)]);
  await Promise.allSettled([
    showPages(context, place, site, tabs),
    vault.release(place),
    ports.wake.disarm(place),
  ]);
}

/**
 * Puts the held jar back and closes the journal; who is active has not changed.
 * @throws AppError `switch/unrepaired`, the journal staying open for the next try
 */
export async function undo(context: Context, place: Place, site: SiteRecord): Promise<void> {
  const { local } = context;
  const journal = await readItem(local, journalItem(place));
  if (journal === null) return;
  try {
    // Without it the pages could not be shown again either.
    await requirePermission(context.ports, site);
    const isHeld = journal.phase === 'held';
    if (isHeld) await putBack(context, place, site);
    const settling = settlingOf({ from: journal.to, to: journal.from }, context.ports.clock.now());
    await writeItems(local, [
      entry(journalItem(place), null),
      ...(isHeld ? [entry(settlingItem(place), settling)] : []),
    ]);
  } catch (error) {
    throw new AppError('switch/unrepaired', place.siteId, { cause: error });
  }
  await settle(context, place, site, journal.tabs, 'lower');
}

async function putBack({ ports, vault }: Context, place: Place, site: SiteRecord): Promise<void> {
  const [held, live] = await Promise.all([vault.held(place), captureJar(ports, site, place.storeId)]);
  if (held === null) throw new AppError('jar/missing');
  await plantJar(ports, site, place.storeId, live, held);
}
