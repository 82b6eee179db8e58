import type { Place } from '@/domain/ids';
import { entry, readItem, writeItems } from '@/storage/item';
import { startedItem } from '@/storage/schema';
import type { Context } from '../context';
import { findSleepers, wakeSleepers } from '../pages/sleepers';
import { purgeLeaving } from '../sign-out/purge';
import { sitesInUse, syncPageScripts } from '../sites';
import { repairAfterStart } from '../switch/after-start';
import { settleFurther } from '../switch/settle';
import { atPlace, atPlaceAsLeft } from './at-place';
import { watchedState } from './away';
import { aloneWithKey, reseal } from './key';
import { placesOf } from './places';

/**
 * Brings a Place in order: undoes a switch that a dead worker left open, and lets go of what was signed out.
 * @throws AppError `switch/unrepaired`: without the permission, say; the journal stays open for the next time
 */
export async function tend(context: Context, place: Place): Promise<void> {
  await atPlace(context, place, 'tend', async (state) => {
    await settleFurther(context, state);
    await wakeSleepers(context, place, state.site);
  });
  await purgeLeaving(context, place);
}

/**
 * At every start of the worker, and before anything else at its first in a session of the browser. One Place that cannot be
 * repaired does not hold up the others.
 * @param ordinary the store of ordinary windows; `null` for those alone that Hatrack was used in
 */
export async function tendAll(context: Context, ordinary: Place['storeId'] | null): Promise<void> {
  const sites = (await sitesInUse(context)).map(({ id }) => id);
  const places = await placesOf(context, sites, ordinary === null ? [] : [ordinary]);
  if ((await readItem(context.session, startedItem)) === null) {
    // What the browser's end took away must not look as if somebody had.
    const repairs = places.map((place) =>
      atPlaceAsLeft(context, place, 'repair', async (state) => {
        await findSleepers(context, state);
        await repairAfterStart(context, state);
        await watchedState(context, state);
      }),
    );
    await Promise.allSettled(repairs);
    await writeItems(context.session, [entry(startedItem, context.ports.clock.now())]);
    // Turned off and on again, browsers tell of nothing but that it starts.
    await syncPageScripts(context).catch(() => undefined);
  }
  const resealed = aloneWithKey(context, () => reseal(context));
  await Promise.allSettled([...places.map((place) => tend(context, place)), resealed]);
}
