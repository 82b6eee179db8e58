import type { Place, SiteId, StoreId } from '@/domain/ids';
import type { SiteIndex } from '@/domain/site/site-record';
import { type Entry, entry, readItem, writeItems } from '@/storage/item';
import { sitesItem } from '@/storage/schema';
import type { Context } from '../context';

/**
 * Changes which Site each domain belongs to, in one write with what follows from it. It is one record of all Sites, whose own locks do not
 * keep two of them from changing it at once.
 */
export function writeIndex(
  { lock, local }: Pick<Context, 'lock' | 'local'>,
  change: (index: SiteIndex) => SiteIndex,
  also: readonly Entry[],
): Promise<void> {
  return lock.run(queue, null, async () => {
    const index = await readItem(local, sitesItem);
    await writeItems(local, [entry(sitesItem, change(index)), ...also]);
  });
}

const queue: Place = { siteId: '' as SiteId, storeId: 'index' as StoreId };
