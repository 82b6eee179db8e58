import type { SiteId } from '@/domain/ids';
import { coversUrl } from '@/domain/site';
import { withSharing } from '@/domain/site/shared-origin';
import { entry, writeItems } from '@/storage/item';
import { siteItem } from '@/storage/schema';
import type { Context } from '../context';
import { atSite } from '../place/at-place';

/**
 * Whether the accounts of a Site have in common what an origin keeps; it counts from the next switch on. What is stored of it stays, and is
 * theirs again once they have their own. Also while a switch is open, since it can be this very origin that keeps it from being undone.
 */
export async function shareOrigin(
  context: Context,
  siteId: SiteId,
  url: string,
  shared: boolean,
): Promise<void> {
  await atSite(context, siteId, `share ${url} ${shared}`, async (site) => {
    if (!coversUrl(site, url)) return;
    const { origin } = new URL(url);
    await writeItems(context.local, [entry(siteItem(siteId), withSharing(site, origin, shared))]);
  });
  context.ports.announce.changed(siteId);
}
