import { identityIn, isSamePerson } from '@/domain/identity';
import type { Place, SiteId } from '@/domain/ids';
import { coveredBy } from '@/domain/jar';
import { sameSignIn } from '@/domain/sign-in';
import { isWithin } from '@/domain/site';
import { entry, readItem, writeItems } from '@/storage/item';
import { accountItem, liveItem, storesItem } from '@/storage/schema';
import { atPlace } from './at-place';
import type { Context } from './context';
import { findEvidence } from './evidence';
import type { PlaceState } from './place-state';
import { sitesInUse } from './sites';
import { isGranted } from './views';

/**
 * Hatrack was away: it was turned off, or a site was withheld from it. Whoever signed in or out meanwhile was seen by nobody, and so was
 * every session that a site has renewed.
 */

/** @param patterns of the sites that it was away from */
export async function doubtOwnersWithin(context: Context, patterns: readonly string[]): Promise<void> {
  const sites = await sitesInUse(context);
  const within = sites.filter((site) => patterns.some((pattern) => isWithin(site, pattern)));
  for (const { id } of within) await doubtOwners(context, id);
}

/** Where another sign-in is found than the one that was stored, it is not certain any more whose the live jar is. */
export async function doubtOwners(context: Context, siteId: SiteId): Promise<void> {
  const stores = await readItem(context.local, storesItem);
  const places = stores.map((storeId): Place => ({ siteId, storeId }));
  await Promise.allSettled(
    places.map((place) => atPlace(context, place, 'doubt', (state) => doubtOwner(context, state))),
  );
}

async function doubtOwner(context: Context, state: PlaceState): Promise<void> {
  const { place, site, live } = state;
  if (!site.multiSession || !(await isGranted(context, site))) return;
  if (!(await isAnotherSignIn(context, state))) return;
  const doubt = { at: context.ports.clock.now(), by: 'another' } as const;
  await writeItems(context.local, [entry(liveItem(place), { ...live, doubt })]);
  context.ports.announce.changed(site.id);
}

/** That nobody is signed in any more is found out when the account is left. */
async function isAnotherSignIn(context: Context, { place, site, live }: PlaceState): Promise<boolean> {
  if (live.active === null || live.lapsed || live.doubt !== null || site.carried.cookies !== 'own')
    return false;
  const [account, stored, { jar, evidence }] = await Promise.all([
    readItem(context.local, accountItem(live.active)),
    context.vault.jarOf(live.active).catch(() => null),
    findEvidence(context, place, site),
  ]);
  if (stored === null || evidence !== 'signed-in' || sameSignIn(coveredBy(site, stored), jar)) return false;
  const who = identityIn(jar, null);
  return who === null || account?.person == null || !isSamePerson(account.person, who);
}
