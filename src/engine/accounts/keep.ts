import { type Account, knownAs, newAccount, type Person, settledAs, toldApart } from '@/domain/account';
import { attribute } from '@/domain/account/attribution';
import { identityIn } from '@/domain/identity';
import type { AccountId, Place, TabId } from '@/domain/ids';
import type { Jar } from '@/domain/jar';
import { type Live, liveAs } from '@/domain/jar/live';
import type { Settling } from '@/domain/jar/settling';
import { type SiteRecord, withAccount, withReturned } from '@/domain/site/site-record';
import { entry, readItem, writeItems } from '@/storage/item';
import { accountItem, liveItem, settlingItem, siteItem } from '@/storage/schema';
import type { Context } from '../context';
import type { PlaceState } from '../place/place-state';
import { bounceTo } from '../sign-in/bounce';
import { findEvidence, findStoredSignIn } from '../sign-in/evidence';
import { drop, withoutRow } from '../sign-in/take-back';
import { wakeForNext } from '../switch/settle';
import { accountsOf } from './account-list';
import { signedIn } from './account-news';
import { accountsToReturnTo } from './elsewhere';

/**
 * Keeps the live jar as an account: as the one of the person who is signed in, should they have one on this Site, else as a new
 * one. The jar is on disk before the account is in the list, or live.
 * @param found more than the jar tells
 */
export async function keepAsAccount(
  context: Context,
  state: PlaceState,
  jar: Jar,
  found: Found = {},
): Promise<PlaceState> {
  const { who = identityIn(jar, null), isFinished = true, since = sinceOf(state.live) } = found;
  const { returned, script = null, instead = null } = found;
  const { place } = state;
  const now = context.ports.clock.now();
  const { account, site: listed } = await accountFor(context, state, who, state.live.adding?.again);
  const site = instead === null ? listed : withoutRow(context, listed, instead);
  await context.vault.put(account.id, jar);
  const settling = await settlingOfSignIn(context, place, account.id);
  const { active, adding, lapsed, doubt } = state.live;
  const settled = settledAs(account, returned ? { at: since, by: 'return' } : doubt);
  const unfinished = isFinished || who !== null ? null : { active, adding, lapsed };
  const bounced = await bounceTo(context, state, account.id);
  const live: Live = { ...liveAs(account.id, since), unfinished, script, bounced };
  await writeItems(context.local, [
    entry(accountItem(account.id), { ...signedIn(settled, jar), usedAt: now }),
    entry(siteItem(site.id), site),
    entry(liveItem(place), live),
    entry(settlingItem(place), settling),
  ]);
  await wakeForNext(context, place, settling);
  if (instead !== null) await drop(context, place, instead);
  context.ports.announce.changed(site.id);
  // Nothing is left of it by now.
  const leaving = site.leaving.filter(({ id }) => id !== instead);
  return { place, site: { ...site, leaving }, live };
}

export interface Found {
  /** Who is signed in. */
  readonly who?: Person | null;
  /** `false`: there may be further steps. */
  readonly isFinished?: boolean;
  /** When they signed in; milliseconds since the epoch. By default nobody else has been signed in since the live jar is as it is. */
  readonly since?: number;
  /** The tab whose script has sent it. */
  readonly script?: TabId | null;
  /** They came from another site, which knows them now. */
  readonly returned?: boolean;
  /** The account that was made of this very sign-in, before it was known who it is. */
  readonly instead?: AccountId | null;
}

function sinceOf({ doubt, since }: Live): number {
  return doubt?.at ?? since;
}

/**
 * The account of whoever has signed in, and the Site with it in the list. Nothing is written.
 * @param again the account that was to sign in again: theirs, unless it is known to be somebody else
 */
export async function accountFor(
  context: Context,
  { place, site }: Pick<PlaceState, 'place' | 'site'>,
  who: Person | null,
  again: AccountId | null = null,
): Promise<{ readonly account: Account; readonly site: SiteRecord }> {
  const [listed, candidates] = await Promise.all([
    accountsOf(context, site),
    accountsToReturnTo(context, place, site),
  ]);
  const awaited = candidates.find(({ id }) => id === again) ?? null;
  const others = candidates.filter(({ id }) => id !== again);
  const found = who === null ? null : attribute(who, awaited, others);
  const own = found?.to === 'other' ? candidates.find(({ id }) => id === found.id) : awaited;
  const called = (account: Account) => (who === null ? account : knownAs(account, who, listed));
  if (own && found?.to !== 'new') {
    const back = site.leaving.find(({ id }) => id === own.id);
    if (back === undefined) return { account: called(own), site };
    return { account: toldApart(called(own), listed), site: withReturned(site, back) };
  }
  const { ids, clock, words } = context.ports;
  const made = newAccount(ids.account(), site.id, listed, clock.now(), words.accountLabel);
  return { account: called(made), site: withAccount(site, made.id) };
}

/** A sign-in is not on disk at once either; neither is the switch before it, whose cookies a crash could bring back instead. */
async function settlingOfSignIn(context: Context, place: Place, to: AccountId): Promise<Settling> {
  const before = await readItem(context.local, settlingItem(place));
  const from = before === null || before.read ? null : before.from;
  return { from, to, since: context.ports.clock.now(), read: false, late: before?.late ?? null };
}

/**
 * The state in which the live jar has an owner, as far as it may have one. A jar of nobody's that may be a sign-in becomes
 * a new account rather than being lost. While adding, and once the site has signed the active account out, a sign-in by cookie would have
 * been noticed: what is there is a visitor's, and must not take the place of what is stored.
 */
export async function withOwner(
  context: Context,
  state: PlaceState,
): Promise<PlaceState & { readonly owner: AccountId | null }> {
  const { active, adding, lapsed, doubt } = state.live;
  if (active !== null && !lapsed && (doubt === null || doubt.by === 'renewal'))
    return { ...state, owner: active };
  const kept =
    adding === null && !lapsed ? await keepFound(context, state) : await keepStored(context, state);
  return { ...kept, owner: kept.live.lapsed ? null : kept.live.active };
}

async function keepFound(context: Context, state: PlaceState): Promise<PlaceState> {
  const { jar, evidence } = await findEvidence(context, state.place, state.site);
  return evidence === 'nobody' ? state : keepAsAccount(context, state, jar);
}

/** Makes an account of a sign-in that no cookie tells of, if there is one and nobody is known to be signed in. */
export async function keepStored(context: Context, state: PlaceState): Promise<PlaceState> {
  if (state.live.active !== null && !state.live.lapsed) return state;
  const jar = await findStoredSignIn(context, state.place, state.site);
  return jar === null ? state : keepAsAccount(context, state, jar);
}
