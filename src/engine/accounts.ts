import { hasEnded } from '@/domain/account/account-status';
import type { AccountId, Place } from '@/domain/ids';
import { type Live, liveAdding, liveAs, signedOut } from '@/domain/jar/live';
import { coversUrl, type Site } from '@/domain/site';
import type { OutcomeView } from '@/domain/view';
import { entry, readItems, writeItems } from '@/storage/item';
import { liveItem, siteItem } from '@/storage/schema';
import { listed, outcomeOf } from './accounts/account-list';
import { freeToUse } from './accounts/elsewhere';
import { keepAsAccount, withOwner } from './accounts/keep';
import type { Context } from './context';
import { answering } from './links/answering';
import { settleLink } from './links/followed-links';
import { verbAt } from './place/at-place';
import type { PlaceState } from './place/place-state';
import { findEvidence } from './sign-in/evidence';
import { markStart } from './sign-in/pending';
import { carryOut } from './switch';
import { settleDoubt } from './switch/settle-doubt';

/** The verbs of the multi-session list. Each takes the account as an argument and never asks who is active to write. */

/**
 * Makes `to` the active account; one that needs signing in is waited for instead.
 * @throws AppError `account/unknown`, `account/elsewhere`, `jar/missing`, and what a switch throws
 */
export async function switchAccount(context: Context, place: Place, to: AccountId): Promise<OutcomeView> {
  return answering(context, place, () =>
    verbAt(context, place, `switch ${to}`, async (state) => {
      const account = await listed(context, state.site, to);
      if (hasEnded(account, state.live, context.ports.clock.wall())) return waitFor(context, state, to);
      if (state.live.active === to && state.live.doubt === null) return outcomeOf(context, to);
      await freeToUse(context, place, to);
      const { site, owner } = await withOwner(context, state);
      // They have signed in here themselves meanwhile.
      if (owner === to) return outcomeOf(context, to);
      await carryOut(context, { place, site, from: owner, to, live: liveAs(to) });
      await leadHome(context, place, site, state.live);
      return outcomeOf(context, to);
    }),
  );
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
    await leadHome(context, place, site, state.live);
    return outcomeOf(context, to);
  });
}

/** A tab that an addition has led to another site, where nobody is signed in any more by it, is led to where it came from. */
async function leadHome({ ports }: Context, { tabId }: Place, site: Site, { adding }: Live): Promise<void> {
  const start = adding?.start ?? null;
  const tab = tabId === undefined || start === null ? null : await ports.tabs.byId(tabId);
  if (tab !== null && start !== null && tab.url !== '' && !coversUrl(site, tab.url))
    await ports.tabs.lead(tab.id, start);
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
