import type { Place } from '@/domain/ids';
import { atPlace } from './at-place';
import type { Context } from './context';
import { purgeLeaving } from './purge';
import { sitesInUse } from './sites';

/**
 * Brings a Place in order: undoes a switch that a dead worker left open, and lets go of what was signed out.
 * @throws AppError `switch/unrepaired`: without the permission, say; the journal stays open for the next time
 */
export async function tend(context: Context, place: Place): Promise<void> {
  await atPlace(context, place, 'tend', async () => undefined);
  await purgeLeaving(context, place);
}

/** At every start of the worker. One Place that cannot be repaired does not hold up the others. */
export async function tendAll(context: Context, stores: readonly Place['storeId'][]): Promise<void> {
  const sites = await sitesInUse(context);
  const places = sites.flatMap(({ id }) => stores.map((storeId) => ({ siteId: id, storeId })));
  await Promise.allSettled(places.map((place) => tend(context, place)));
}
