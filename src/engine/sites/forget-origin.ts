import type { AccountId, Place, SiteId } from '@/domain/ids';
import { withoutOrigin } from '@/domain/jar';
import { withSharing } from '@/domain/site/shared-origin';
import { entry, readList, writeItems } from '@/storage/item';
import { commonItem, siteItem } from '@/storage/schema';
import type { Context } from '../context';
import { atSite } from '../place/at-place';
import { placesOf } from '../place/places';
import { changeOrigins, knownOrigins } from './origins';

/**
 * Deletes what an origin keeps in the browser, what every account has stored of it, and that it was ever seen. Alone with the Site, for each
 * jar is read and written back; but with a switch that is open, since it can be this very origin that keeps it from being undone.
 */
export async function forgetOrigin(context: Context, siteId: SiteId, origin: string): Promise<void> {
  await atSite(context, siteId, `forget ${origin}`, async (site) => {
    const { accounts, leaving } = site;
    const known = await knownOrigins(context, siteId);
    if (!known.some((record) => record.origin === origin)) return;
    await context.ports.caches.empty(origin);
    for (const id of [...accounts, ...leaving.map((one) => one.id)]) await forgetOf(context, id, origin);
    const places = await placesOf(context, [siteId]);
    for (const place of places) await forgetHeld(context, place, origin);
    const common = await readList(context.local, places.map(commonItem));
    await writeItems(context.local, [
      entry(siteItem(siteId), withSharing(site, origin, false)),
      // Nothing of anybody's is left there.
      ...places.map((place, at) =>
        entry(
          commonItem(place),
          (common[at] ?? []).filter((one) => one !== origin),
        ),
      ),
    ]);
    await changeOrigins(context, siteId, `forget ${origin}`, (all) =>
      all.filter((record) => record.origin !== origin),
    );
  });
  context.ports.announce.changed(siteId);
}

async function forgetOf({ vault }: Context, id: AccountId, origin: string): Promise<void> {
  const jar = await vault.jarOf(id);
  if (jar !== null) await vault.put(id, withoutOrigin(jar, origin));
}

async function forgetHeld({ vault }: Context, place: Place, origin: string): Promise<void> {
  const jar = await vault.held(place);
  if (jar !== null) await vault.hold(place, withoutOrigin(jar, origin), null);
}
