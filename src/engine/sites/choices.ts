import { AppError } from '@/domain/app-error';
import { isSomebodyElse } from '@/domain/identity';
import type { Place, SiteId } from '@/domain/ids';
import { coveredBy } from '@/domain/jar';
import { evidenceIn } from '@/domain/sign-in';
import { isSignOutAddress } from '@/domain/sign-out';
import { type SiteChoices, withChoices } from '@/domain/site/site-choices';
import type { SiteRecord } from '@/domain/site/site-record';
import { entry, readItem, writeItems } from '@/storage/item';
import { siteItem, storesItem } from '@/storage/schema';
import { endsAtEntry } from '../accounts/account-news';
import type { Context } from '../context';
import { captureCookies } from '../drivers/jar';
import { atPlace, atSite } from '../place/at-place';
import type { PlaceState } from '../place/place-state';
import { unwatch, watchAgain } from '../place/unwatch';
import { adoptLive, syncPageScripts } from '../sites';

/** What a person chose for a Site; it counts from the next switch on. @throws AppError `site/sign-out-address`, `site/unused` */
export async function choose(context: Context, siteId: SiteId, changes: Partial<SiteChoices>): Promise<void> {
  if (changes.multiSession === false) await atPlaces(context, siteId, 'last look', keepLast);
  const before = await atSite(context, siteId, JSON.stringify(changes), async (site) => {
    const { signOutUrl } = changes;
    if (signOutUrl && !isSignOutAddress(site, signOutUrl))
      throw new AppError('site/sign-out-address', siteId);
    if (looksAway(site, changes)) await unwatch(context, siteId);
    await writeItems(context.local, [entry(siteItem(siteId), withChoices(site, changes))]);
    return site;
  });
  if (changes.multiSession === true && !before.multiSession)
    await atPlaces(context, siteId, 'on', (state) => adoptLive(context, state));
  else if (looksAway(before, changes)) await watchAgain(context, siteId);
  if (changes.tellPage !== undefined || changes.multiSession !== undefined) await tellPages(context, before);
  context.ports.announce.changed(siteId);
}

/** Where cookies are shared no longer, what all had in common is not the active account's own by that. */
function looksAway(site: SiteRecord, { multiSession, carried }: Partial<SiteChoices>): boolean {
  return multiSession === false || (carried?.cookies === 'own' && site.carried.cookies !== 'own');
}

async function tellPages(context: Context, site: SiteRecord): Promise<void> {
  await syncPageScripts(context);
  await context.ports.pageScripts.nudge(site);
}

/** At every Place of the Site that is known. */
async function atPlaces(
  context: Context,
  siteId: SiteId,
  name: string,
  verb: (state: PlaceState, context: Context) => Promise<void>,
): Promise<void> {
  const stores = await readItem(context.local, storesItem);
  const places = stores.map((storeId): Place => ({ siteId, storeId }));
  await Promise.all(places.map((place) => atPlace(context, place, name, (state) => verb(state, context))));
}

/**
 * The live jar is stored before Hatrack looks away, so that its owner is known again by it when it looks back. What is not
 * certainly the owner's is not stored as theirs.
 */
async function keepLast({ place, site, live }: PlaceState, context: Context): Promise<void> {
  if (live.active === null || live.lapsed || live.doubt !== null) return;
  const [stored, jar] = await Promise.all([
    context.vault.jarOf(live.active),
    // Withheld from Hatrack, or in a container that is gone, it keeps nobody from turning it off.
    captureCookies(context.ports, site, place.storeId).catch(() => null),
  ]);
  if (
    jar === null ||
    evidenceIn(jar) !== 'signed-in' ||
    (stored !== null && isSomebodyElse(coveredBy(site, stored), jar))
  )
    return;
  await context.vault.put(live.active, jar);
  await writeItems(context.local, await endsAtEntry(context, live.active, jar));
}
