import { AppError } from '@/domain/app-error';
import type { Place } from '@/domain/ids';
import { readItems } from '@/storage/item';
import { journalItem, liveItem, siteItem } from '@/storage/schema';
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
  return context.lock.run(place, name, async () => {
    const { site, live, journal } = await readItems(context.local, {
      site: siteItem(place.siteId),
      live: liveItem(place),
      journal: journalItem(place),
    });
    if (site === null) throw new AppError('site/unused', place.siteId);
    if (journal !== null) await recover(context, place, site);
    return verb({ place, site, live });
  });
}
