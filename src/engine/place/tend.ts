import type { Place } from '@/domain/ids';
import { entry, readItem, writeItems } from '@/storage/item';
import { sleepersFoundItem, startedItem } from '@/storage/schema';
import { allEnded } from '../all-ended';
import type { Context } from '../context';
import { findSleepers, wakeSleepers } from '../pages/sleepers';
import { purgeLeaving } from '../sign-out/purge';
import { sitesInUse, syncPageScripts } from '../sites';
import { repairAfterStart } from '../switch/after-start';
import { noteResumable, resumeOpen } from '../switch/resume';
import { settleFurther } from '../switch/settle';
import { atPlace, atPlaceAsLeft } from './at-place';
import { hasSlept, watchedState } from './away';
import { aloneWithKey, reseal } from './key';
import { placesOf } from './places';
import { isStarting } from './start';
import { isLocked } from './unlocked';

/**
 * Brings a Place in order: undoes a switch that a dead worker left open, and lets go of what was signed out.
 * @throws AppError `switch/unrepaired`: without the permission, say; the journal stays open for the next time
 */
export async function tend(context: Context, place: Place): Promise<void> {
  const tended = atPlace(context, place, 'tend', async (state) => {
    await settleFurther(context, state);
    await wakeSleepers(context, place, state.site);
  });
  // It comes after that, and whether that is done or not: a sign-out waits for no tab that cannot be given what is its account's.
  await allEnded([tended, purgeLeaving(context, place)]);
}

/**
 * At every start of the worker, and before anything else at its first in a session of the browser. One Place that cannot be
 * repaired does not hold up the others.
 * @param ordinary the store of ordinary windows; `null` for those alone that Hatrack was used in
 */
export async function tendAll(context: Context, ordinary: Place['storeId'] | null): Promise<void> {
  const sites = (await sitesInUse(context)).map(({ id }) => id);
  const places = await placesOf(context, sites, ordinary === null ? [] : [ordinary]);
  if (await isStarting(context)) {
    const areFound = await readItem(context.session, sleepersFoundItem);
    // What the browser's end took away must not look as if somebody had.
    const repairs = places.map((place) =>
      atPlaceAsLeft(context, place, 'repair', async (state) => {
        if (!areFound) await findSleepers(context, state);
        await repairAfterStart(context, state);
        if (await hasSlept(context)) await noteResumable(context, place);
        await watchedState(context, state);
      }),
    );
    await Promise.allSettled(repairs);
    await writeItems(context.session, [entry(startedItem, context.ports.clock.now())]);
    await Promise.allSettled(places.map((place) => resumeOpen(context, place)));
    // Turned off and on again, browsers tell of nothing but that it starts.
    await syncPageScripts(context).catch(() => undefined);
  }
  const resealed = aloneWithKey(context, () => reseal(context));
  await Promise.allSettled([...places.map((place) => tend(context, place)), resealed]);
}

/**
 * What can be done for a browser that has started while Hatrack is locked: a tab that sleeps may not wake with what is another account's. Until
 * it is unlocked the page stands there without scripts.
 */
export async function hushAll(context: Context, ordinary: Place['storeId']): Promise<void> {
  const { session } = context;
  await aloneWithKey(context, async () => {
    if (
      !(await isStarting(context)) ||
      (await readItem(session, sleepersFoundItem)) ||
      !(await isLocked(context))
    )
      return;
    const found = (await sitesInUse(context)).map(async (site) => {
      const places = await placesOf(context, [site.id], [ordinary]);
      await Promise.all(places.map((place) => findSleepers(context, { place, site })));
    });
    await Promise.all(found);
    await writeItems(session, [entry(sleepersFoundItem, true)]);
  });
}
