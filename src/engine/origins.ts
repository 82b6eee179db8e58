import type { SiteId } from '@/domain/ids';
import { entry, readItem, writeItems } from '@/storage/item';
import { originsItem } from '@/storage/schema';
import type { Context } from './context';

/**
 * The origins of a Site, ports and hosts apart, as far as they were seen. Browsers tell of none, and what is kept by origin
 * (caches, service workers) must go with the account also where no tab shows it.
 */
export async function knownOrigins(
  { local }: Pick<Context, 'local'>,
  siteId: SiteId,
  urls: readonly string[],
): Promise<readonly string[]> {
  const known = await readItem(local, originsItem(siteId));
  const all = [...new Set([...known, ...urls.map((url) => new URL(url).origin)])];
  if (all.length > known.length) await writeItems(local, [entry(originsItem(siteId), all)]);
  return all;
}
