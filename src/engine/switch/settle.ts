import { isOfSomebodyElse } from '@/domain/account/attribution';
import type { AccountId, Place } from '@/domain/ids';
import { coveredBy, type Jar } from '@/domain/jar';
import { drainedAfter, type Settling, settledAfter } from '@/domain/jar/settling';
import { evidenceIn } from '@/domain/sign-in';
import type { SiteRecord } from '@/domain/site/site-record';
import { entry, readItem, writeItems } from '@/storage/item';
import { accountItem, settlingItem } from '@/storage/schema';
import { endsAtEntry } from '../accounts/account-news';
import type { Context } from '../context';
import { captureCookies } from '../drivers/jar';
import type { PlaceState } from '../place/place-state';

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
