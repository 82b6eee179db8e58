import { type Account, knownAs, settledAs, sitePictureOf } from '@/domain/account';
import { attribute } from '@/domain/account/attribution';
import { type Identity, isSamePerson } from '@/domain/identity';
import type { PageLook } from '@/domain/identity/page-look';
import type { AccountId, TabId } from '@/domain/ids';
import { coveredBy, type Jar } from '@/domain/jar';
import { asksPerson, type Live } from '@/domain/jar/live';
import { evidenceIn, isSignInCookie, sameSignIn } from '@/domain/sign-in';
import { replacesSignIn } from '@/domain/sign-out';
import type { SiteRecord } from '@/domain/site/site-record';
import { entry, readItem, readItems, writeItems } from '@/storage/item';
import { accountItem, journalItem, liveItem } from '@/storage/schema';
import { accountsOf } from '../accounts/account-list';
import { endedEntry } from '../accounts/account-news';
import { accountsToReturnTo } from '../accounts/elsewhere';
import { keepAsAccount } from '../accounts/keep';
import type { Context } from '../context';
import { tabById } from '../pages';
import { isSleeper } from '../pages/sleepers';
import { atPlace } from '../place/at-place';
import type { PlaceState } from '../place/place-state';
import { siteOfTab } from '../sites';
import { storedOf } from '../switch/owner';
import { isHome } from './pending';
import { type Portrait, portraitOf } from './portrait';
import { type Seen, see, withoutRest } from './seen';
import { isMadeOf, stillAsks, takeBack } from './take-back';

/** Whoever is signed in is looked for in what pages show and keep, and the live jar is put down to them. */

/**
 * A page of this tab is there, or has changed. Reading is not held up by a switch that goes on, and then comes to nothing. When a
 * sign-in was noticed meanwhile it is looked again: the page that was read is the one that followed it.
 * @returns where there is a picture of whoever it is, should that be news too
 */
export async function recogniseIn(context: Context, tabId: TabId): Promise<Portrait | null> {
  for (let look = 0; look < looks; look++) {
    const seen = await recogniseOnce(context, tabId);
    if (seen !== 'again') return seen;
  }
  return null;
}

/** Nobody's jar changes hands so often while one page is read. */
const looks = 3;

/** @returns `again` when the live jar became somebody else's while the page was read */
async function recogniseOnce(context: Context, tabId: TabId): Promise<Portrait | null | 'again'> {
  const tab = await tabById(context, tabId);
  const inUse = tab?.awake ? await siteOfTab(context, tab) : null;
  if (tab === null || inUse === null || !inUse.site.multiSession) return null;
  const { place, site } = inUse;
  if (await isSleeper(context, place, tabId)) return null;
  const before = await readItems(context.local, { live: liveItem(place), journal: journalItem(place) });
  if (before.journal !== null) return null;
  const seen = await see(context, inUse, before.live, tab);
  if (seen === null || !(await tells(context, site, before.live, seen))) return null;
  // Never joined: the page can have changed since another look at it that still waits.
  return atPlace(context, place, null, async (state) => {
    if (!sameOwner(state.live, before.live)) return 'again';
    await putDown(context, state, seen);
    return portraitOf(context, place, tabId, seen.who);
  });
}

/** Whether there is anything to write: almost every page only says again what is known. */
async function tells(context: Context, site: SiteRecord, live: Live, seen: Seen): Promise<boolean> {
  if (live.doubt !== null || live.unfinished !== null || live.script !== null) return true;
  if (seen.who === null) return false;
  if (live.active === null || live.lapsed) return true;
  const [owner, others] = await Promise.all([
    readItem(context.local, accountItem(live.active)),
    accountsOf(context, site),
  ]);
  if (owner === null) return false;
  const told =
    attribute(
      seen.who,
      owner,
      others.filter(({ id }) => id !== owner.id),
    ).to !== 'owner';
  const known = JSON.stringify(knownAs(owner, seen.who, others)) === JSON.stringify(owner);
  return told || !known || (sitePictureOf(owner) === null && seen.who.picture !== null);
}

function sameOwner(a: Live, b: Live): boolean {
  return a.active === b.active && a.since === b.since && a.doubt?.at === b.doubt?.at;
}

async function putDown(context: Context, state: PlaceState, seen: Seen): Promise<void> {
  const { live } = state;
  if (live.active === null) await putDownNew(context, state, seen);
  else if (seen.who === null) await putDownUntold(context, state, seen);
  else await putDownTo(context, state, live.active, seen, seen.who);
}

/** Nobody is known to be signed in. A page that asks for a password shows that nobody is, whatever was left of somebody. */
async function putDownNew(context: Context, state: PlaceState, { who, jar, look }: Seen): Promise<void> {
  if (who === null || look.asks !== 'nothing') return;
  // While one is added all that there is has come since.
  if (state.live.adding === null && evidenceIn(jar) !== 'signed-in') return;
  await keepAsAccount(context, state, withoutRest(jar), { who });
}

/**
 * Nothing tells who it is. Whoever proved who they are need not be the same person; whoever came back from another site may be, and the
 * person is asked; otherwise it was a renewal.
 */
async function putDownUntold(
  context: Context,
  state: PlaceState,
  { tab, jar, look, isNew, isItsAnswer }: Seen,
): Promise<void> {
  const { live, place, site } = state;
  const { doubt, unfinished } = live;
  if (look.asks !== 'nothing') {
    if (isItsAnswer || (look.asks === 'password' && !tab.loading && stillAsks(context, live, tab.id)))
      await takeBack(context, state, jar);
    return;
  }
  // The form of the page has gone whose script has sent it: it was taken.
  if (!isNew && live.script !== tab.id) return;
  const isFinished = isHome(site, live, look.origin);
  if (doubt?.by === 'proof') {
    await keepAsAccount(context, state, withoutRest(jar), { isFinished });
    return;
  }
  const isOver = (unfinished !== null && isFinished) || doubt?.by === 'renewal' || live.script !== null;
  if (isOver) await writeItems(context.local, [entry(liveItem(place), settledLive(state, look))]);
}

/** On a page of another domain through which one signs in, the way back is still to come. */
function settledLive({ site, live }: PlaceState, { origin }: PageLook): Live {
  const { doubt, unfinished } = live;
  return {
    ...live,
    unfinished: isHome(site, live, origin) ? null : unfinished,
    script: null,
    doubt: doubt?.by === 'renewal' ? null : doubt,
  };
}

async function putDownTo(
  context: Context,
  state: PlaceState,
  owner: AccountId,
  seen: Seen,
  who: Identity,
): Promise<void> {
  const { site, place, live } = state;
  const [account, candidates] = await Promise.all([
    readItem(context.local, accountItem(owner)),
    accountsToReturnTo(context, place, site),
  ]);
  if (account === null) return;
  const others = candidates.filter(({ id }) => id !== owner);
  if (attribute(who, account, others).to === 'owner') {
    const isThem = account.person === null ? !asksPerson(live.doubt) : isSamePerson(account.person, who);
    if (!isThem) await putDownUntold(context, state, seen);
    else if (!live.lapsed) await learn(context, state, account, seen, who);
    else if (isBack(seen, who)) await keepAsAccount(context, state, withoutRest(seen.jar), { who });
    return;
  }
  const kept = await storedOf(context, owner);
  const stored = kept && coveredBy(site, kept);
  if (!isTheirs(live, stored, seen)) return;
  const instead = isMadeOf(live, account) && !isSignedInOver(live, stored, seen) ? owner : null;
  await keepAsAccount(context, state, withoutRest(seen.jar), { who, instead });
  // What is stored of whoever was to sign in again is somebody else's by now.
  if (instead === null && live.unfinished?.adding?.again === owner && live.bounced === null)
    await writeItems(context.local, await endedEntry(context, owner, true));
}

/** Whom the site has signed out has signed in again, with nobody having seen it. What is kept somewhere says who they were. */
function isBack({ jar, look }: Seen, { confidence }: Identity): boolean {
  return confidence >= sureEnough && look.asks === 'nothing' && evidenceIn(jar) === 'signed-in';
}

/** It is known now whose the account is, or what they are called. */
async function learn(
  context: Context,
  state: PlaceState,
  account: Account,
  seen: Seen,
  who: Identity,
): Promise<void> {
  const { site, place, live } = state;
  const known = settledAs(knownAs(account, who, await accountsOf(context, site)), live.doubt);
  await writeItems(context.local, [
    entry(accountItem(account.id), known),
    entry(liveItem(place), { ...settledLive(state, seen.look), doubt: null }),
  ]);
  context.ports.announce.changed(site.id);
}

/**
 * Whether the live jar really is somebody else's than its owner's. With the very cookies that are stored it is the owner's, whoever
 * is named on the page: somebody whose profile is looked at, or another of those whom the site itself lets be signed in at once. With none
 * of them left whoever is named is believed: a row too many loses nothing.
 */
function isTheirs({ doubt, unfinished }: Live, stored: Jar | null, { jar, who }: Seen): boolean {
  if (doubt !== null || unfinished !== null) return true;
  const isSame = stored?.cookies.some(isSignInCookie) && sameSignIn(stored, withoutRest(jar));
  if (isSame || who === null) return false;
  return who.confidence >= sureEnough || (stored !== null && replacesSignIn(stored.cookies, jar.cookies));
}

/** Nobody has seen it come. As long as a sign-in has further steps it is the same one, whatever session it has by now. */
function isSignedInOver({ unfinished }: Live, stored: Jar | null, { jar }: Seen): boolean {
  return unfinished === null && stored !== null && replacesSignIn(stored.cookies, jar.cookies);
}

/** What a page shows or a token says; not what any object in its storage may be about. */
const sureEnough = 0.6;
