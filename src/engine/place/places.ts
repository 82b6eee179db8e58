import type { Place, SiteId, StoreId } from '@/domain/ids';
import { readItem } from '@/storage/item';
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
