import type { AccountId, Place } from '@/domain/ids';
import type { Settling } from '@/domain/jar/settling';
import { canRevoke, revokeFor } from '@/domain/sign-out';
import type { Leaving, SiteRecord } from '@/domain/site/site-record';
import { entry, readItem, readList, writeItems } from '@/storage/item';
import { accountItem, settlingItem, siteItem, storesItem } from '@/storage/schema';
import type { Context } from '../context';
import { atPlace } from '../place/at-place';
import { revoke } from './revoke';

/** Seconds until a server that did not answer is asked again. */
const retry = 600;

/**
 * Lets go of the accounts whose sign-out can no longer be taken back: their sessions end at the server first, where it is known how.
 * Nobody waits for that: meanwhile the Place is free for other verbs.
 */
export async function purgeLeaving(context: Context, place: Place): Promise<void> {
  const pending = await forgetLeaving(context, place);
  let failed = false;
  for (const id of pending) {
    if (!(await revoke(context, place, id))) failed = true;
  }
  // A switch that has yet to settle wakes the worker earlier than that.
  if (failed && (await readItem(context.local, settlingItem(place))) === null)
    await context.ports.wake.arm(place, retry);
  // So does a sign-out that is yet to be final; it is armed for here.
  if (pending.length > 0) await forgetLeaving(context, place);
}

/**
 * Removes for good what nothing more is to be done for. Jars go first: an account without a jar is listed here again next time, a jar
 * without an account would stay for ever.
 * @returns those whose sessions have to be ended at the server before
 */
export function forgetLeaving(context: Context, place: Place): Promise<readonly AccountId[]> {
  return atPlace(context, place, 'purge', async ({ site }) => {
    const now = context.ports.clock.now();
    const settlings = await settlingsOf(context, place);
    const due = site.leaving.filter(({ until }) => until <= now);
    const waiting = due.filter((one) => hasToBeRevoked(site, one, now));
    const gone = due.filter((one) => !waiting.includes(one) && !isNeeded(one.id, settlings));
    if (gone.length > 0) await forget(context, site, gone);
    const next = Math.min(...site.leaving.filter((one) => !due.includes(one)).map(({ until }) => until));
    // A browser that was closed in between has forgotten when to wake.
    if (next < Infinity) await context.ports.wake.arm(place, (next - now) / 1000);
    return waiting.map(({ id }) => id);
  });
}

async function forget(context: Context, site: SiteRecord, gone: readonly Leaving[]): Promise<void> {
  await Promise.all(gone.map(({ id }) => context.vault.forget(id)));
  const leaving = site.leaving.filter((one) => !gone.includes(one));
  await writeItems(context.local, [entry(siteItem(site.id), { ...site, leaving })]);
  await context.local.remove(gone.map(({ id }) => accountItem(id).key));
  await context.vault.sweep();
}

function hasToBeRevoked(site: SiteRecord, { known, revoked, until }: Leaving, now: number): boolean {
  return !revoked && canRevoke(site, known) && now - until < revokeFor;
}

/** Of every container: the list of accounts is common to all. */
async function settlingsOf({ local }: Context, { siteId }: Place): Promise<readonly (Settling | null)[]> {
  const stores = await readItem(local, storesItem);
  return readList(
    local,
    stores.map((storeId) => settlingItem({ siteId, storeId })),
  );
}

/** Until the switch that signed it out is on disk, a crash can bring its cookies back; its jar tells them apart. */
function isNeeded(id: AccountId, settlings: readonly (Settling | null)[]): boolean {
  return settlings.some((settling) => settling !== null && !settling.read && settling.from === id);
}
