import { identityIn, isSamePerson } from '@/domain/identity';
import { coveredBy, type Jar } from '@/domain/jar';
import { type Live, liveAs } from '@/domain/jar/live';
import { evidenceIn, sameSignIn } from '@/domain/sign-in';
import { entry, readItem, writeItems } from '@/storage/item';
import { accountItem, liveItem, wasLockedItem, watchedItem } from '@/storage/schema';
import type { Context } from '../context';
import { isGranted } from '../granted';
import { asksSomewhere } from '../pages';
import { findEvidence } from '../sign-in/evidence';
import { noteUnseen } from '../sites/origins';
import type { PlaceState } from './place-state';
import { isStarting, isWindowless } from './start';

/**
 * Hatrack was away: it was turned off as a whole or for a Site, a Site was withheld from it, or the accounts had their cookies in common.
 * Whoever signed in or out meanwhile was seen by nobody, and so was every session that a site has renewed, and every page that was loaded.
 * That a Place is watched is written down for as long as the browser keeps Hatrack running; where it is not written, what is live is looked
 * at before anything else is done there.
 */

/**
 * The state as it is once what nobody has watched was looked at. Where Hatrack may not look, or is to keep its hands off, that has to wait.
 * Called under the lock of the Site.
 */
export async function watchedState(context: Context, state: PlaceState): Promise<PlaceState> {
  const { local, session, ports } = context;
  const { place, site } = state;
  if (await readItem(session, watchedItem(place))) return state;
  if (!site.multiSession || !(await isGranted(context, site))) return state;
  const isUnseen = !(await hasSlept(context));
  const live = isUnseen ? await liveNow(context, state) : state.live;
  if (isUnseen) await noteUnseen(context, place);
  if (live !== state.live) {
    await writeItems(local, [entry(liveItem(place), live)]);
    ports.announce.changed(site.id);
  }
  await writeItems(session, [entry(watchedItem(place), true)]);
  return { ...state, live };
}

/** The browser was closed meanwhile, so nothing has happened; what a site renewed right before is its account's all the same. */
export async function hasSlept(context: Context): Promise<boolean> {
  if (await readItem(context.session, wasLockedItem)) return false;
  if (!(await isStarting(context))) return false;
  return (await isWindowless(context)) || context.ports.start.withBrowser();
}

/** Where another sign-in is found than the one that was stored, it is not certain any more whose the live jar is. */
async function liveNow(context: Context, state: PlaceState): Promise<Live> {
  const { place, site, live } = state;
  if (live.adding !== null) return addingNow(context, state);
  if (live.active === null || live.lapsed || live.doubt !== null || site.carried.cookies !== 'own')
    return live;
  const [account, kept, { jar, evidence }] = await Promise.all([
    readItem(context.local, accountItem(live.active)),
    context.vault.jarOf(live.active).catch(() => null),
    findEvidence(context, place, site),
  ]);
  const stored = kept && coveredBy(site, kept);
  if (stored === null || sameSignIn(stored, jar)) return live;
  const at = context.ports.clock.now();
  if (hasLost(stored, jar) || (await asksSomewhere(context, place, site))) return liveAs(null, at);
  const who = identityIn(jar, null);
  const isThem = who !== null && account?.person != null && isSamePerson(account.person, who);
  return evidence !== 'signed-in' || isThem ? live : { ...live, doubt: { at, by: 'another' } };
}

/**
 * Who has signed in, where somebody was waited for, was not noticed. Were they waited for still, they would be put away as a visitor is: what is
 * there is nobody's, and is kept as an account when it is left.
 */
async function addingNow(context: Context, { place, site, live }: PlaceState): Promise<Live> {
  const { evidence } = await findEvidence(context, place, site);
  const isSomebody = evidence === 'signed-in' && !(await asksSomewhere(context, place, site));
  return isSomebody ? liveAs(null, context.ports.clock.now()) : live;
}

/** Only of cookies is it certain that all were read: what else signs somebody in may be in a page that nobody has open. */
function hasLost(stored: Jar, jar: Jar): boolean {
  return evidenceIn({ ...stored, origins: [], tabs: [] }) === 'signed-in' && evidenceIn(jar) === 'nobody';
}
