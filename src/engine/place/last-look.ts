import { isSomebodyElse } from '@/domain/identity';
import type { SiteId } from '@/domain/ids';
import { coveredBy } from '@/domain/jar';
import { evidenceIn } from '@/domain/sign-in';
import { writeItems } from '@/storage/item';
import { endsAtEntry } from '../accounts/account-news';
import type { Context } from '../context';
import { captureCookies } from '../drivers/jar';
import { atPlace } from './at-place';
import type { PlaceState } from './place-state';
import { placesOf } from './places';

/** At every Place of the Site that is known. */
export async function atPlaces(
  context: Context,
  siteId: SiteId,
  name: string,
  verb: (state: PlaceState, context: Context) => Promise<void>,
): Promise<void> {
  const places = await placesOf(context, [siteId]);
  await Promise.all(places.map((place) => atPlace(context, place, name, (state) => verb(state, context))));
}

/**
 * The live jar is stored before Hatrack looks away, so that its owner is known again by it when it looks back. What is not
 * certainly the owner's is not stored as theirs.
 */
export async function keepLast({ place, site, live }: PlaceState, context: Context): Promise<void> {
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
