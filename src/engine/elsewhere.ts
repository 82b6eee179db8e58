import type { AccountId, Place } from '@/domain/ids';
import { readItem, readList } from '@/storage/item';
import { liveItem, storesItem } from '@/storage/schema';
import type { Context } from './context';

/**
 * The accounts that are live in other cookie stores (Firefox has one for each container). None of them may be planted here too:
 * what is stored of them is old, and a sign-in that lives twice renews its tokens twice, after which neither is worth anything.
 */
export async function liveElsewhere(
  { local }: Pick<Context, 'local'>,
  { siteId, storeId }: Place,
): Promise<readonly AccountId[]> {
  const stores = (await readItem(local, storesItem)).filter((one) => one !== storeId);
  const others = await readList(
    local,
    stores.map((one) => liveItem({ siteId, storeId: one })),
  );
  return others.flatMap(({ active }) => active ?? []);
}
