import type { Account } from '@/domain/account';
import { isAnotherPerson } from '@/domain/account/attribution';
import { identityIn, isSamePerson } from '@/domain/identity';
import type { Place, TabId } from '@/domain/ids';
import { coveredBy, type Jar } from '@/domain/jar';
import { type DoubtBy, graver, type Live } from '@/domain/jar/live';
import { evidenceIn, keepsSignIn } from '@/domain/sign-in';
import type { How } from '@/domain/sign-in/sign-in-answer';
import { sharesSignIn } from '@/domain/sign-out';
import { coversHost } from '@/domain/site';
import type { SiteRecord } from '@/domain/site/site-record';
import { entry, readItem, writeItems } from '@/storage/item';
import { accountItem, liveItem, signInOpenItem, siteItem } from '@/storage/schema';
import { accountsToReturnTo } from '../accounts/elsewhere';
import { accountFor, keepAsAccount } from '../accounts/keep';
import type { Context } from '../context';
import { captureCookies } from '../drivers/jar';
import { atPlace } from '../place/at-place';
import type { PlaceState } from '../place/place-state';
import { cameBack } from './bounce';
import { takeBack } from './take-back';

/** A sign-in that was seen in an answer. */
interface SignIn {
  readonly how: How;
  /** When the answer came, by the engine's clock. */
  readonly at: number;
  /** The answer is by itself one that a sign-in may begin with. */
  readonly opens: boolean;
  /** When that answer came by which it began. */
  readonly openedAt: number;
  /** The tab whose script has asked for it, and whose page stays. */
  readonly script: TabId | null;
}

/**
 * Somebody signed in. Where nobody was known to be, they are in the list now. Over an active account it is another, or the same
 * person again: whoever proves who they are need not be whom the account is of, unless it is a step of the sign-in that made it. So need
 * not whoever comes back from another site, which is where the one before can have been signed out meanwhile.
 */
export function noticeSignIn(
  context: Context,
  place: Place,
  { how, at, opens, openedAt, script }: SignIn,
): Promise<void> {
  return atPlace(context, place, `signed in ${at}`, async (found) => {
    const { live: before, site } = found;
    // A wait for the lock may have brought this answer into a later addition; it is not what that one waits for.
    if (before.since > at) return;
    // The sign-in has been noticed, and the site gives a new session with every answer.
    if (!opens && (await noticedAt(context, before)) >= openedAt) return;
    // A wait for the lock may also have brought a sign-out.
    if (!opens && (await readItem(context.session, signInOpenItem(place))) === null) return;
    const jar = await captureCookies(context.ports, site, place.storeId);
    if (evidenceIn(jar) !== 'signed-in') return;
    // Nobody types another password where the one before was taken.
    const isRetry = opens && how === 'password' && script !== null && before.script === script;
    const state = isRetry ? await takeBack(context, found, jar) : found;
    const { live } = state;
    const account = live.active === null ? null : await readItem(context.local, accountItem(live.active));
    // One that is only thought to have come back needs signing in as before.
    if (account === null || live.lapsed || (account.ended && live.doubt === null))
      await signedInNew(context, state, jar, { how, at, script });
    else if (live.unfinished === null || !isFurtherStep(how))
      await signedInOver(context, state, account, jar, { how, at, script });
    else if (isReturn(how))
      await writeItems(context.local, [entry(accountItem(account.id), { ...account, returnedAt: at })]);
  });
}

/** When the newest sign-in was noticed, be it by what its page has kept or shown before any cookie came. */
async function noticedAt({ local }: Context, { active, since, doubt }: Live): Promise<number> {
  const account = active === null ? null : await readItem(local, accountItem(active));
  return Math.max(since, doubt?.at ?? 0, account?.usedAt ?? 0);
}

function isReturn(how: How): boolean {
  return how === 'return' || how === 'renewal';
}

/** A code follows a password; and where a password is asked for by another domain of the Site, so does the way back. */
function isFurtherStep(how: How): boolean {
  return how === 'code' || how === 'unclear' || isReturn(how);
}

/** Nobody was known to be signed in. */
async function signedInNew(
  context: Context,
  state: PlaceState,
  jar: Jar,
  { how, at, script }: Pick<SignIn, 'how' | 'at' | 'script'>,
): Promise<void> {
  const back = isReturn(how) ? await cameBack(context, state, jar, at) : null;
  if (back === null) {
    const found = { isFinished: false, since: at, script, returned: isReturn(how) };
    await keepAsAccount(context, state, jar, found);
    return;
  }
  // They may have been signed out here a moment ago.
  const { account, site } = await accountFor(context, state, null, back.active);
  await writeItems(context.local, [
    entry(accountItem(account.id), account),
    entry(siteItem(site.id), site),
    entry(liveItem(state.place), back),
  ]);
  context.ports.announce.changed(site.id);
}

async function signedInOver(
  context: Context,
  state: PlaceState,
  account: Account,
  jar: Jar,
  { how, at, script }: Pick<SignIn, 'how' | 'at' | 'script'>,
): Promise<void> {
  const { person } = account;
  const proved = how === 'password' || how === 'code' || how === 'link';
  const who = identityIn(jar, null);
  if (person === null ? proved : who !== null && isAnotherPerson(person, who)) {
    await keepAsAccount(context, state, jar, {
      who,
      isFinished: false,
      since: at,
      script,
      returned: isReturn(how),
    });
    return;
  }
  if (person !== null && who !== null && isSamePerson(person, who)) return;
  const by = await doubtBy(context, state, account, jar, how);
  if (by === null) return;
  const { place, live } = state;
  await writeItems(context.local, [
    entry(liveItem(place), { ...live, doubt: graver(live.doubt, { at, by }), script }),
  ]);
  context.ports.announce.changed(place.siteId);
}

/** What a sign-in leaves open of which the jar does not tell whose it is; `null`: nothing. */
async function doubtBy(
  context: Context,
  { place, site }: PlaceState,
  account: Account,
  jar: Jar,
  how: How,
): Promise<DoubtBy | null> {
  if (how === 'password' || how === 'code' || how === 'link') return 'proof';
  // A session that every answer renews; only where it can be known who is signed in is it looked at again.
  if (how === 'unclear') return account.person === null ? null : 'renewal';
  const kept = await context.vault.jarOf(account.id).catch(() => null);
  const stored = kept && coveredBy(site, kept);
  if (stored !== null && keepsSignIn(stored, jar)) return null;
  if (how === 'return') return 'return';
  const isOwn = stored !== null && sharesSignIn(elsewhere(site, stored), elsewhere(site, jar));
  const others = await accountsToReturnTo(context, place, site);
  const isNewest = others.every(({ returnedAt }) => returnedAt <= account.returnedAt);
  return isOwn || isNewest ? 'renewal' : 'return';
}

/** The cookies of the domains of a Site through which one signs in. */
function elsewhere({ domains: [, ...domains] }: SiteRecord, { cookies }: Jar): Jar['cookies'] {
  return cookies.filter(({ domain }) => coversHost({ domains }, domain));
}

/** The site has tied the active account's session to this browser. */
export function noticeBinding(context: Context, place: Place): Promise<void> {
  return atPlace(context, place, 'bound', async ({ site, live }) => {
    const account = live.active === null ? null : await readItem(context.local, accountItem(live.active));
    if (account === null || account.bound) return;
    await writeItems(context.local, [entry(accountItem(account.id), { ...account, bound: true })]);
    context.ports.announce.changed(site.id);
  });
}
