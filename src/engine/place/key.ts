import type { Place, SiteId, StoreId } from '@/domain/ids';
import type { Context } from '../context';
import { sitesInUse } from '../sites';

const queue: Place = { siteId: '' as SiteId, storeId: 'key' as StoreId };

/**
 * Runs what has to do with the key of the Vault, one after the other: of two passphrases that are set at once the second is refused, and
 * nothing is sealed by a key that is another by then. The worker stays awake for it.
 */
export function aloneWithKey<Result>({ lock }: Context, work: () => Promise<Result>): Promise<Result> {
  return lock.run(queue, null, work);
}

/** Brings all that is stored to how it would be written now. Called alone with the key. */
export async function reseal(context: Context): Promise<void> {
  const sites = await sitesInUse(context);
  const accounts = sites.flatMap(({ accounts, leaving }) => [...accounts, ...leaving.map(({ id }) => id)]);
  await context.vault.reseal(accounts);
}
