import { isOfSomebodyElse } from '@/domain/account/attribution';
import type { AccountId, Place } from '@/domain/ids';
import { coveredBy, emptyJar, type Jar, keepsStorage } from '@/domain/jar';
import {
  drainedAfter,
  droppedByQuit,
  type Settling,
  settledAfter,
  wasRolledBack,
} from '@/domain/jar/settling';
import { evidenceIn } from '@/domain/sign-in';
import type { SiteRecord } from '@/domain/site/site-record';
import { entry, readItem, writeItems } from '@/storage/item';
import { accountItem, settlingItem } from '@/storage/schema';
import { endsAtEntry } from '../accounts/account-news';
import type { Context } from '../context';
import { captureCookies, plantCookies, withoutShared } from '../drivers/jar';
import { restoreEntries } from '../drivers/plant-storage';
import { pageOf, showPages, tabsOfSite } from '../pages';
import type { PlaceState } from '../place/place-state';
import { atRest, unblock } from './at-rest';

/** What follows a switch: until the browser has written it down, and until nothing from before it can come in any more. */

/** Goes on with the settling of a switch as far as its time has come. */
export async function settleFurther(context: Context, { place, site, live }: PlaceState): Promise<void> {
  const settling = await readItem(context.local, settlingItem(place));
  if (settling === null) {
    // A worker that died before it could begin its journal may have left a barrier behind.
    await context.ports.barrier.lower(site, place.storeId);
    return;
  }
  const now = context.ports.clock.now();
  if (now < settling.since) {
    // The clock has jumped back between two workers. What is waited for is waited for from now on.
    const again = { ...settling, since: now };
    await writeItems(context.local, [entry(settlingItem(place), again)]);
    await wakeForNext(context, place, again);
    return;
  }
  const age = now - settling.since;
  if (age >= drainedAfter) {
    await context.ports.barrier.lower(site, place.storeId);
    await writeItems(context.local, [entry(settlingItem(place), null)]);
    if (!settling.read) await letGoOfHeld(context, place);
    return;
  }
  if (!settling.read && age >= settledAfter) await readAgain(context, { place, site, live }, settling);
  await wakeForNext(context, place, settling);
}

/** Has the worker started again when the next step is due. */
export function wakeForNext({ ports }: Context, place: Place, settling: Settling): Promise<void> {
  const age = ports.clock.now() - settling.since;
  const due = age < settledAfter ? settledAfter : drainedAfter;
  return ports.wake.arm(place, (due - age) / 1000);
}

/** From now on the live jar is the truth, so it is what is stored: with whatever the site renewed meanwhile. */
async function readAgain(
  context: Context,
  { place, site, live }: PlaceState,
  settling: Settling,
): Promise<void> {
  if (live.active !== null && live.active === settling.to && !live.lapsed && live.doubt === null) {
    const jar = await captureCookies(context.ports, site, place.storeId);
    if (evidenceIn(jar) === 'signed-in' && !(await isNotTheirs(context, site, live.active, jar)))
      await storeLive(context, live.active, jar);
  }
  await writeItems(context.local, [entry(settlingItem(place), { ...settling, read: true })]);
  await letGoOfHeld(context, place);
}

/** What was live before is of no use any more; where it was nobody's it was kept until now. */
async function letGoOfHeld({ vault }: Context, place: Place): Promise<void> {
  await vault.release(place);
  await vault.sweep();
}

/** Somebody can have signed in over the account just now, and not have been noticed yet. */
async function isNotTheirs(
  { local, vault }: Context,
  site: SiteRecord,
  id: AccountId,
  jar: Jar,
): Promise<boolean> {
  const [account, stored] = await Promise.all([
    readItem(local, accountItem(id)),
    vault.jarOf(id).catch(() => null),
  ]);
  return account !== null && stored !== null && isOfSomebodyElse(account, coveredBy(site, stored), jar);
}

/** Keeps what was read of a live jar as its owner's newest. */
export async function storeLive(context: Context, id: AccountId, jar: Jar): Promise<void> {
  await context.vault.put(id, jar);
  await writeItems(context.local, await endsAtEntry(context, id, jar));
}

/**
 * Right after the browser has started, before anything is captured: undoes what its end did to the live jar. Pages that
 * were loaded already are loaded again.
 */
export async function repairAfterStart(context: Context, state: PlaceState): Promise<void> {
  const settling = await readItem(context.local, settlingItem(state.place));
  if (settling !== null && !settling.read && (await plantAgain(context, state, settling))) return;
  if (await returnDropped(context, state)) await reloadPages(context, state);
}

/** Puts the target of the switch back where a crash took it away. @returns whether it did anything */
async function plantAgain(context: Context, state: PlaceState, { from, to }: Settling): Promise<boolean> {
  const { ports, vault } = context;
  const { place, site } = state;
  const [live, stored, planted] = await Promise.all([
    captureCookies(ports, site, place.storeId),
    from === null ? vault.held(place).catch(() => null) : vault.jarOf(from),
    to === null ? emptyJar : vault.jarOf(to),
  ]);
  if (planted === null) return false;
  const target = coveredBy(site, planted);
  const before = coveredBy(site, stored ?? emptyJar);
  const cookies = site.carried.cookies === 'own' && wasRolledBack(withoutShared(live, site), before, target);
  if (cookies) await plantCookies(ports, site, place.storeId, live, target);
  if (!keepsStorage(before) && !keepsStorage(target)) {
    if (cookies) await reloadPages(context, state);
    return cookies;
  }
  const tabs = (await tabsOfSite(context, place, site)).filter(({ awake }) => awake);
  await ports.barrier.raise(site, place.storeId);
  try {
    await atRest(context, place, site, [target, before], (reach) => restoreEntries(reach, before, target));
  } finally {
    await unblock(context, place, site);
    await showPages(context, place, site, tabs.map(pageOf), false);
  }
  return true;
}

async function reloadPages(context: Context, { place, site }: PlaceState): Promise<void> {
  const tabs = (await tabsOfSite(context, place, site)).filter(({ awake }) => awake);
  await Promise.all(tabs.map(({ id }) => context.ports.tabs.reload(id)));
}

async function returnDropped(context: Context, { place, site, live }: PlaceState): Promise<boolean> {
  if (live.active === null || live.lapsed || site.carried.cookies !== 'own') return false;
  const [now, stored] = await Promise.all([
    captureCookies(context.ports, site, place.storeId),
    context.vault.jarOf(live.active),
  ]);
  // Of whoever may be somebody else not half a sign-in is given back beside theirs.
  if (stored === null || (live.doubt !== null && evidenceIn(now) === 'signed-in')) return false;
  const dropped = droppedByQuit(now, coveredBy(site, stored));
  for (const cookie of dropped) await context.ports.cookies.set(cookie, place.storeId);
  return dropped.length > 0;
}
