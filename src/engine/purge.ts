import type { AccountId, Place } from '@/domain/ids';
import type { Settling } from '@/domain/settling';
import type { Leaving } from '@/domain/site-record';
import { entry, readItem, writeItems } from '@/storage/item';
import { accountItem, settlingItem, siteItem } from '@/storage/schema';
import { atPlace } from './at-place';
import type { Context } from './context';

/**
 * Removes for good the accounts whose sign-out can no longer be taken back. Jars go first: an account without a jar is
 * listed here again next time, a jar without an account would stay for ever.
 */
export function purgeLeaving(context: Context, place: Place): Promise<void> {
  return atPlace(context, place, 'purge', async ({ site }) => {
    const now = context.ports.clock.now();
    const settling = await readItem(context.local, settlingItem(place));
    const isDue = ({ id, until }: Leaving) => until <= now && !isNeeded(id, settling);
    const due = site.leaving.filter(isDue);
    if (due.length === 0) return;
    await Promise.all(due.map(({ id }) => context.vault.forget(id)));
    const leaving = site.leaving.filter((one) => !isDue(one));
    await writeItems(context.local, [entry(siteItem(site.id), { ...site, leaving })]);
    await context.local.remove(due.map(({ id }) => accountItem(id).key));
    await context.vault.sweep();
  });
}

/** Until the switch that signed it out is on disk, a crash can bring its cookies back; its jar tells them apart. */
function isNeeded(id: AccountId, settling: Settling | null): boolean {
  return settling !== null && !settling.read && settling.from === id;
}
