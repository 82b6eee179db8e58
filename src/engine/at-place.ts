import { AppError } from '@/domain/app-error';
import type { Place, StoreId } from '@/domain/ids';
import { entry, readItems, writeItems } from '@/storage/item';
import { journalItem, liveItem, siteItem, storesItem } from '@/storage/schema';
import type { Context } from './context';
import type { PlaceState } from './place-state';
import { recover } from './switch';

/**
 * Runs a verb alone at a Place, on what is stored there. A switch that a dead worker left open is undone first, so that no
 * verb ever starts between two accounts.
 * @param name equal names are joined: see `PlaceLock`
 * @throws AppError `site/unused`, or `switch/unrepaired` when the open switch could not be undone
 */
export function atPlace<Result>(
  context: Context,
  place: Place,
  name: string,
  verb: (state: PlaceState) => Promise<Result>,
): Promise<Result> {
  // The list of accounts is common to all stores, so their verbs wait for one another.
  const queue: Place = { siteId: place.siteId, storeId: 'every' as StoreId };
  return context.lock.run(queue, `${place.storeId} ${name}`, async () => {
    const { site, live, journal, stores } = await readItems(context.local, {
      stores: storesItem,
      site: siteItem(place.siteId),
      live: liveItem(place),
      journal: journalItem(place),
    });
    // Every start of the worker looks after the places that it knows of.
    if (!stores.includes(place.storeId))
      await writeItems(context.local, [entry(storesItem, [...stores, place.storeId])]);
    if (site === null) throw new AppError('site/unused', place.siteId);
    if (journal !== null) await recover(context, place, site);
    return verb({ place, site, live });
  });
}
