import { type Account, undoTime } from '@/domain/account';
import { hasEnded } from '@/domain/account/account-status';
import { AppError } from '@/domain/app-error';
import type { AccountId, Place } from '@/domain/ids';
import { liveAdding, liveAs, signedOut, withoutAccount } from '@/domain/jar/live';
import { atServer } from '@/domain/sign-out';
import { succession, withLeaving, withReturned } from '@/domain/site/site-record';
import type { OutcomeView, SignOutView } from '@/domain/view';
import { entry, readItem, readItems, writeItems } from '@/storage/item';
import { accountItem, liveItem, siteItem } from '@/storage/schema';
import { accountOn, listOf, outcomeOf } from './accounts/account-list';
import { liveElsewhere } from './accounts/elsewhere';
import { keepAsAccount, withOwner } from './accounts/keep';
import type { Context } from './context';
import { settleLink } from './links/followed-links';
import { settle } from './links/rules';
import { verbAt } from './place/at-place';
import type { PlaceState } from './place/place-state';
import { findEvidence } from './sign-in/evidence';
import { markStart } from './sign-in/pending';
import { libraryOf } from './sign-out/known-sign-out';
import { forgetLeaving, purgeLeaving } from './sign-out/purge';
import { carryOut } from './switch';
import { settleDoubt } from './switch/settle-doubt';

/** The verbs of the multi-session list. Each takes the account as an argument and never asks who is active to write. */

/**
 * Makes `to` the active account; one that needs signing in is waited for instead.
 * @throws AppError `account/unknown`, `account/elsewhere`, `jar/missing`, and what a switch throws
 */
export async function switchAccount(context: Context, place: Place, to: AccountId): Promise<OutcomeView> {
  await settle(context, place);
  await settleLink(context, place);
  return verbAt(context, place, `switch ${to}`, async (state) => {
    const account = await listed(context, state.site, to);
    if (hasEnded(account, state.live, context.ports.clock.wall())) return waitFor(context, state, to);
    if (state.live.active === to && state.live.doubt === null) return outcomeOf(context, to);
    await freeToUse(context, place, to);
    const { site, owner } = await withOwner(context, state);
    // They have signed in here themselves meanwhile.
    if (owner === to) return outcomeOf(context, to);
    await carryOut(context, { place, site, from: owner, to, live: liveAs(to) });
    return outcomeOf(context, to);
  });
}

/** Puts the active account away and shows the site signed out, for a new sign-in to join the list. */
export function addAccount(context: Context, place: Place): Promise<OutcomeView> {
  return verbAt(context, place, 'add', (state) => waitFor(context, state, null));
}

/** Shows the site signed out, for an account to sign in again and come back to its own row. @throws AppError as `switchAccount` */
export function signInAgain(context: Context, place: Place, id: AccountId): Promise<OutcomeView> {
  return verbAt(context, place, `again ${id}`, async (state) => {
    await listed(context, state.site, id);
    return waitFor(context, state, id);
  });
}

/**
 * Going back leads to who was active before, however that account stood.
 * @param again who is to sign in; `null`: somebody new
 */
async function waitFor(context: Context, state: PlaceState, again: AccountId | null): Promise<OutcomeView> {
  const { place } = state;
  await settleLink(context, place);
  const { active, adding } = state.live;
  if (adding !== null && adding.again === again) return outcomeOf(context, null);
  if (again !== null) await freeToUse(context, place, again);
  const { site, owner } = await withOwner(context, state);
  const back = adding === null ? (owner ?? active) : adding.from;
  const start = (await markStart(context, place, site)) ?? adding?.start ?? null;
  const live = liveAdding(back, context.ports.clock.now(), again, start);
  await carryOut(context, { place, site, from: owner, to: null, live });
  return outcomeOf(context, null);
}

/** Ends an addition: the account put away is active again, and what was left behind without a sign-in goes. */
export function goBack(context: Context, place: Place): Promise<OutcomeView> {
  return verbAt(context, place, 'back', async (state) => {
    if (state.live.adding === null) return outcomeOf(context, state.live.active);
    const { from } = state.live.adding;
    // In another container they can have been signed out meanwhile.
    const to = from !== null && state.site.accounts.includes(from) ? from : null;
    if (to !== null) await freeToUse(context, place, to);
    const { site, owner } = await withOwner(context, state);
    if (owner !== null && owner === to) return outcomeOf(context, to);
    // With nobody to go back to, what the site gives to whoever comes next is a visitor's, as after a sign-out.
    const live = to === null ? signedOut : liveAs(to);
    await carryOut(context, { place, site, from: owner, to, live });
    return outcomeOf(context, to);
  });
}

/** The person says that somebody is signed in here; where somebody was, that it is somebody else. */
export function keepLive(context: Context, place: Place): Promise<OutcomeView> {
  return verbAt(context, place, 'keep', async (state) => {
    const { active, doubt } = state.live;
    if (active !== null && doubt === null) return outcomeOf(context, active);
    const { jar, evidence } = await findEvidence(context, place, state.site);
    // The session can have ended while they were asked.
    if (evidence === 'nobody') return outcomeOf(context, active);
    const kept = await keepAsAccount(context, state, jar);
    return outcomeOf(context, kept.live.active);
  });
}

/**
 * The person says that whoever has signed in over this account is the same, or that they are content with who has come back. With nothing
 * of the kind any more nothing is done.
 */
export function confirmLive(context: Context, place: Place, id: AccountId): Promise<OutcomeView> {
  return verbAt(context, place, `confirm ${id}`, async (state) => {
    await listed(context, state.site, id);
    if (state.live.active !== id) return outcomeOf(context, state.live.active);
    const live = await settleDoubt(context, state);
    if (live.bounced !== null)
      await writeItems(context.local, [entry(liveItem(place), { ...live, bounced: null })]);
    if (live !== state.live || live.bounced !== null) context.ports.announce.changed(place.siteId);
    return outcomeOf(context, id);
  });
}

/** An addition that was led back begins anew: the domain that has led it back switches too by now. Runs under the lock. */
export async function addAnew(context: Context, place: Place, again: AccountId | null): Promise<void> {
  const { site, live } = await readItems(context.local, {
    site: siteItem(place.siteId),
    live: liveItem(place),
  });
  if (site !== null) await waitFor(context, { place, site, live }, again);
}

/** Signs out of one account, active or not; for `undoTime` it can be taken back. The others stay. */
export function signOutOne(context: Context, place: Place, leaving: AccountId): Promise<SignOutView> {
  return verbAt(context, place, `sign out ${leaving}`, async (state) => {
    await listed(context, state.site, leaving);
    const wasActive = state.live.active === leaving;
    if (!wasActive) await freeToUse(context, place, leaving);
    const next = wasActive ? await successorOf(context, state, leaving) : state.live.active;
    // Whoever has signed in over the account stays in the list, and what is stored of the account is its own.
    const { site: known, owner } = wasActive ? await withOwner(context, state) : { ...state, owner: null };
    const until = context.ports.clock.now() + undoTime;
    const isKnown = (await libraryOf(context, known, leaving)) !== null;
    const activeIn = wasActive ? place.storeId : null;
    const site = withLeaving(known, leaving, { until, wasActive, activeIn, known: isKnown });
    if (wasActive) {
      const live = next === null ? signedOut : liveAs(next);
      const also = [entry(siteItem(site.id), site)];
      await carryOut(context, { place, site: known, from: owner, to: next, live, also });
    } else {
      const live = withoutAccount(state.live, leaving);
      await writeItems(context.local, [entry(siteItem(site.id), site), entry(liveItem(place), live)]);
      context.ports.announce.changed(site.id);
    }
    await context.ports.wake.arm(place, undoTime / 1000);
    return { ...(await outcomeOf(context, next)), atServer: atServer(site, isKnown) };
  });
}

/** Passes over those that need signing in themselves, and those that another container uses. */
async function successorOf(
  context: Context,
  { place, site, live }: PlaceState,
  leaving: AccountId,
): Promise<AccountId | null> {
  const elsewhere = await liveElsewhere(context, place);
  const now = context.ports.clock.wall();
  const accounts = await listOf(context, site);
  const able = accounts.filter(
    (account) => account.id === leaving || !(elsewhere.includes(account.id) || hasEnded(account, live, now)),
  );
  const order = able.map(({ id }) => id);
  return succession(site.afterSignOut, order, leaving);
}

/** Takes a sign-out back: the account stands where it stood and, when it was active, is so again, in whatever container that was. */
export async function undoSignOut(context: Context, asked: Place, id: AccountId): Promise<OutcomeView> {
  const known = await readItem(context.local, siteItem(asked.siteId));
  const storeId = known?.leaving.find((leaving) => leaving.id === id)?.activeIn ?? asked.storeId;
  const place = storeId === asked.storeId ? asked : { siteId: asked.siteId, storeId };
  return verbAt(context, place, `undo ${id}`, async (state) => {
    const now = context.ports.clock.now();
    const back = state.site.leaving.find((leaving) => leaving.id === id && leaving.until > now);
    if (back === undefined) throw new AppError('account/unknown');
    if (!back.wasActive) {
      const site = withReturned(state.site, back);
      await writeItems(context.local, [entry(siteItem(site.id), site)]);
      context.ports.announce.changed(site.id);
      return outcomeOf(context, state.live.active);
    }
    const { site, owner } = await withOwner(context, state);
    if (owner === id) return outcomeOf(context, id);
    const also = [entry(siteItem(site.id), withReturned(site, back))];
    await carryOut(context, { place, site, from: owner, to: id, live: liveAs(id), also });
    return outcomeOf(context, id);
  });
}

/** Signs out of every account of the Site but those that other containers use; the browser ends signed out there. */
export async function signOutAll(context: Context, place: Place): Promise<SignOutView> {
  const told = await verbAt(context, place, 'sign out all', async (state) => {
    const { site, owner } = await withOwner(context, state);
    const now = context.ports.clock.now();
    const elsewhere = await liveElsewhere(context, place);
    const here = site.accounts.filter((id) => !elsewhere.includes(id));
    const known = await Promise.all(here.map((id) => libraryOf(context, site, id)));
    const empty = here.reduce(
      (left, id, at) =>
        withLeaving(left, id, { until: now, wasActive: false, known: (known[at] ?? null) !== null }),
      site,
    );
    const also = [entry(siteItem(site.id), empty)];
    await carryOut(context, { place, site, from: owner, to: null, live: signedOut, also });
    return atServer(
      site,
      known.every((one) => one !== null),
    );
  });
  await forgetLeaving(context, place);
  // Nobody has to wait for the server; what fails is tried again.
  void purgeLeaving(context, place).catch(() => undefined);
  return { ...(await outcomeOf(context, null)), atServer: told };
}

/** @throws AppError `account/unknown` unless the Site lists this account */
async function listed(context: Context, site: PlaceState['site'], id: AccountId): Promise<Account> {
  if (!site.accounts.includes(id)) throw new AppError('account/unknown');
  return accountOn(context, site.id, id);
}

/** @throws AppError `account/elsewhere` with its label */
async function freeToUse(context: Context, place: Place, id: AccountId): Promise<void> {
  if (!(await liveElsewhere(context, place)).includes(id)) return;
  const account = await readItem(context.local, accountItem(id));
  throw new AppError('account/elsewhere', account?.label);
}
