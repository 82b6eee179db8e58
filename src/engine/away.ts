import { identityIn, isSamePerson } from '@/domain/identity';
import type { Place } from '@/domain/ids';
import { coveredBy } from '@/domain/jar';
import { sameSignIn } from '@/domain/sign-in';
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

/** Where another sign-in is found than the one that was stored, it is not certain any more whose the live jar is. */
export async function doubtOwners(context: Context): Promise<void> {
  const [sites, stores] = await Promise.all([sitesInUse(context), readItem(context.local, storesItem)]);
  for (const site of sites) {
    if (!site.multiSession || !(await isGranted(context, site))) continue;
    const places = stores.map((storeId): Place => ({ siteId: site.id, storeId }));
    await Promise.allSettled(
      places.map((place) => atPlace(context, place, 'away', (state) => doubtOwner(context, state))),
    );
  }
}

async function doubtOwner(context: Context, state: PlaceState): Promise<void> {
  const { place, site, live } = state;
  if (!(await isAnotherSignIn(context, state))) return;
  const doubt = { at: context.ports.clock.now(), by: 'away' } as const;
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
