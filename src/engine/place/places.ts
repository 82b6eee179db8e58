import type { Place, SiteId, StoreId } from '@/domain/ids';
import { entry, readItem, writeItems } from '@/storage/item';
import { storesItem } from '@/storage/schema';
import type { Context } from '../context';

/**
 * Every Place of these Sites in the cookie stores that are known.
 * @param more stores beside those in which Hatrack was used
 */
export async function placesOf(
  { local }: Pick<Context, 'local'>,
  siteIds: readonly SiteId[],
  more: readonly StoreId[] = [],
): Promise<Place[]> {
  const stores = [...new Set([...more, ...(await readItem(local, storesItem))])];
  return siteIds.flatMap((siteId) => stores.map((storeId) => ({ siteId, storeId })));
}

/**
 * Every start of the worker looks after the places that it knows of. It is one record of all Sites, whose own locks do not keep two of them
 * from changing it at once.
 */
export function noteStore({ local, lock }: Pick<Context, 'local' | 'lock'>, storeId: StoreId): Promise<void> {
  return lock.run(queue, null, async () => {
    const stores = await readItem(local, storesItem);
    if (!stores.includes(storeId)) await writeItems(local, [entry(storesItem, [...stores, storeId])]);
  });
}

const queue: Place = { siteId: '' as SiteId, storeId: 'stores' as StoreId };
