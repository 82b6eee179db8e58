import { AppError } from '@/domain/app-error';
import type { Place, SiteId, StoreId } from '@/domain/ids';
import type { SiteRecord } from '@/domain/site/site-record';
import { readItem, readItems } from '@/storage/item';
import { joiningItem, journalItem, liveItem, siteItem, storesItem } from '@/storage/schema';
import type { Context } from '../context';
import { goOnJoining } from '../sites/join';
import { repairAfterStart } from '../switch/after-start';
import { recover } from '../switch/recover';
import { watchedState } from './away';
import type { PlaceState } from './place-state';
import { noteStore } from './places';
import { isWindowless } from './start';
import { requireUnlocked } from './unlocked';

/**
 * Runs a verb alone at a Place, on what is stored there. A switch that a dead worker left open is undone first, so that no
 * verb ever starts between two accounts; Sites that were becoming one are; what the last window has taken with it is put back; and what
 * became of the live jar while nobody watched is looked at.
 * @param name equal names are joined, `null` never is: see `PlaceLock`
 * @throws AppError `vault/locked`, `site/unused`, or `switch/unrepaired` when the open switch could not be undone
 */
export function atPlace<Result>(
  context: Context,
  place: Place,
  name: string | null,
  verb: (state: PlaceState) => Promise<Result>,
): Promise<Result> {
  return atPlaceAsLeft(context, place, name, async (state) => {
    if (await isWindowless(context)) await repairAfterStart(context, state);
    const joining = await readItem(context.local, joiningItem);
    // Whose is what is live of one that is becoming a part of another was settled when that began.
    return verb(joining?.other === place.siteId ? state : await watchedState(context, state));
  });
}

/** The same for a verb that comes before what became of the live jar is looked at. */
export function atPlaceAsLeft<Result>(
  context: Context,
  place: Place,
  name: string | null,
  verb: (state: PlaceState) => Promise<Result>,
): Promise<Result> {
  return context.lock.run(queueOf(place.siteId), name && `${place.storeId} ${name}`, async () => {
    await requireUnlocked(context);
    const joining = await readItem(context.local, joiningItem);
    if (joining?.siteId === place.siteId) await goOnJoining(context, joining);
    const { site, live, journal, stores } = await readItems(context.local, {
      stores: storesItem,
      site: siteItem(place.siteId),
      live: liveItem(place),
      journal: journalItem(place),
    });
    if (!stores.includes(place.storeId)) await noteStore(context, place.storeId);
    if (site === null) throw new AppError('site/unused', place.siteId);
    if (journal !== null) await recover(context, place, site);
    return verb({ place, site, live });
  });
}

/**
 * The same for what a person asks for at a Place.
 * @throws AppError `site/off` where Hatrack keeps its hands off
 */
export function verbAt<Result>(
  context: Context,
  place: Place,
  name: string,
  verb: (state: PlaceState) => Promise<Result>,
): Promise<Result> {
  return atPlace(context, place, name, (state) => {
    if (!state.site.multiSession) throw new AppError('site/off', state.site.id);
    return verb(state);
  });
}

/**
 * Changes the record of a Site, alone with it: a verb that has read the record writes it back when it has ended.
 * @param name equal names are joined
 * @throws AppError `vault/locked`, `site/unused`
 */
export function atSite<Result>(
  context: Context,
  siteId: SiteId,
  name: string,
  change: (site: SiteRecord) => Promise<Result>,
): Promise<Result> {
  return context.lock.run(queueOf(siteId), `site ${name}`, async () => {
    await requireUnlocked(context);
    const site = await readItem(context.local, siteItem(siteId));
    if (site === null) throw new AppError('site/unused', siteId);
    return change(site);
  });
}

/** The list of accounts is common to all stores, so the verbs of a Site wait for one another. */
function queueOf(siteId: SiteId): Place {
  return { siteId, storeId: 'every' as StoreId };
}
