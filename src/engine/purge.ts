import type { Place } from '@/domain/ids';
import { entry, writeItems } from '@/storage/item';
import { accountItem, siteItem } from '@/storage/schema';
import { atPlace } from './at-place';
import type { Context } from './context';

/**
 * Removes for good the accounts whose sign-out can no longer be taken back. Jars go first: an account without a jar is
 * listed here again next time, a jar without an account would stay for ever.
 */
export function purgeLeaving(context: Context, place: Place): Promise<void> {
  return atPlace(context, place, 'purge', async ({ site }) => {
    const now = context.ports.clock.now();
    const due = site.leaving.filter(({ until }) => until <= now);
    if (due.length === 0) return;
    await Promise.all(due.map(({ id }) => context.vault.forget(id)));
    const leaving = site.leaving.filter(({ until }) => until > now);
    await writeItems(context.local, [entry(siteItem(site.id), { ...site, leaving })]);
    await context.local.remove(due.map(({ id }) => accountItem(id).key));
  });
}
