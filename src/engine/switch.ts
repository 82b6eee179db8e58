import { AppError } from '@/domain/app-error';
import type { AccountId, Place } from '@/domain/ids';
import { emptyJar, type Jar } from '@/domain/jar';
import type { Journal, Live } from '@/domain/live';
import type { SiteRecord } from '@/domain/site-record';
import { type Entry, entry, writeItems } from '@/storage/item';
import { journalItem, liveItem, signInOpenItem } from '@/storage/schema';
import type { Context } from './context';
import { captureJar, plantJar } from './drivers/jar';
import { renewTabs } from './renew-tabs';

/**
 * The Switch: one account's jar in place of another's, or nobody's.
 *
 * Promises. Before the live jar is touched it is kept (under its owner and as what undo puts back) and then journalled, in
 * this order, so that the journal never points at what is not there. Who is active changes in one write together with the
 * end of the journal. A failure before the journal has touched nothing; one after it puts the held jar back.
 *
 *   captured ─▶ held ─▶ journalled ─▶ planted ─▶ verified ─▶ committed ─▶ tabs renewed
 *      │          │          └────────────┴───────────┴──▶ undone (or left to recovery)
 *      └──────────┴──▶ refused, nothing touched
 *
 * Web storage will be captured, planted and verified beside the cookies, and the barrier goes up before `captured` and comes
 * down after `committed`; both are parts of the jar driver, not of this order.
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
  const [before, target, tabs] = await Promise.all([
    captureJar(ports, site, place.storeId),
    targetJar(context, order.to),
    ports.tabs.of(site, place.storeId),
  ]);
  await begin(context, order, before);
  try {
    await plantJar(ports, site, place.storeId, before, target);
    await commit(context, order);
  } catch (error) {
    await undo(context, place, site);
    throw error;
  }
  await Promise.all([settle(context, place), renewTabs(ports, tabs, place.tabId)]);
  ports.announce.changed(place.siteId);
}

async function targetJar({ vault }: Context, to: AccountId | null): Promise<Jar> {
  if (to === null) return emptyJar;
  const jar = await vault.jarOf(to);
  if (jar === null) throw new AppError('jar/missing');
  return jar;
}

async function begin(context: Context, { place, from, to }: SwitchOrder, before: Jar): Promise<void> {
  const { ports, vault, local } = context;
  const journal: Journal = { from, to, startedAt: ports.clock.now() };
  await vault.hold(place, before, from);
  try {
    // A form that was sent before says nothing about the cookies that the site gives to whoever comes next.
    const closed = writeItems(context.session, [entry(signInOpenItem(place), null)]);
    await Promise.all([ports.wake.arm(place), closed]);
    await writeItems(local, [entry(journalItem(place), journal)]);
  } catch (error) {
    await settle(context, place);
    throw error;
  }
}

async function commit({ local }: Context, { place, live, also = [] }: SwitchOrder): Promise<void> {
  await writeItems(local, [entry(liveItem(place), live), entry(journalItem(place), null), ...also]);
}

/** The switch has ended either way. What fails here is only left over, and the next switch writes over it. */
async function settle({ ports, vault }: Context, place: Place): Promise<void> {
  await Promise.allSettled([vault.release(place), ports.wake.disarm(place)]);
}

/**
 * Puts the held jar back and closes the journal; who is active has not changed.
 * @throws AppError `switch/unrepaired`, the journal staying open for the next try
 */
export async function undo(context: Context, place: Place, site: SiteRecord): Promise<void> {
  const { ports, vault, local } = context;
  try {
    const [held, live] = await Promise.all([vault.held(place), captureJar(ports, site, place.storeId)]);
    if (held === null) throw new AppError('jar/missing');
    await plantJar(ports, site, place.storeId, live, held);
    await writeItems(local, [entry(journalItem(place), null)]);
  } catch (error) {
    throw new AppError('switch/unrepaired', place.siteId, { cause: error });
  }
  await settle(context, place);
}
