import { toldApart, undoTime } from '@/domain/account';
import { hasEnded } from '@/domain/account/account-status';
import { AppError } from '@/domain/app-error';
import type { AccountId, Place } from '@/domain/ids';
import { liveAs, signedOut, withBack, withoutAccount } from '@/domain/jar/live';
import { atServer } from '@/domain/sign-out';
import { type SiteRecord, succession, withLeaving, withReturned } from '@/domain/site/site-record';
import type { OutcomeView, SignOutView } from '@/domain/view';
import { entry, readItem, writeItems } from '@/storage/item';
import { accountItem, liveItem, siteItem } from '@/storage/schema';
import { accountOn, accountsOf, listed, listOf, outcomeOf } from './accounts/account-list';
import { freeToUse, liveElsewhere } from './accounts/elsewhere';
import { withOwner } from './accounts/keep';
import type { Context } from './context';
import { verbAt } from './place/at-place';
import type { PlaceState } from './place/place-state';
import { libraryOf } from './sign-out/known-sign-out';
import { forgetLeaving, purgeLeaving } from './sign-out/purge';
import { carryOut } from './switch';

/** Signing out here, and taking it back. The site's own sign-out is asked for once it cannot be taken back any more. */

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
    const isAway = state.live.adding?.from === leaving;
    const activeIn = wasActive || isAway ? place.storeId : null;
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

/**
 * Takes a sign-out back: the account stands where it stood and, when it was active, is so again, in whatever container that was; one that
 * an addition has put away can be gone back to again.
 */
export async function undoSignOut(context: Context, asked: Place, id: AccountId): Promise<OutcomeView> {
  const known = await readItem(context.local, siteItem(asked.siteId));
  const storeId = known?.leaving.find((leaving) => leaving.id === id)?.activeIn ?? asked.storeId;
  const place = storeId === asked.storeId ? asked : { siteId: asked.siteId, storeId };
  return verbAt(context, place, `undo ${id}`, async (state) => {
    const now = context.ports.clock.now();
    const back = state.site.leaving.find((leaving) => leaving.id === id && leaving.until > now);
    if (back === undefined) throw new AppError('account/unknown');
    if (!back.wasActive) {
      await tellApart(context, state.site, id);
      const site = withReturned(state.site, back);
      const live = back.activeIn === null ? state.live : withBack(state.live, id);
      await writeItems(context.local, [entry(siteItem(site.id), site), entry(liveItem(place), live)]);
      context.ports.announce.changed(site.id);
      return outcomeOf(context, state.live.active);
    }
    const { site, owner } = await withOwner(context, state);
    if (owner === id) return outcomeOf(context, id);
    await tellApart(context, site, id);
    const also = [entry(siteItem(site.id), withReturned(site, back))];
    await carryOut(context, { place, site, from: owner, to: id, live: liveAs(id), also });
    return outcomeOf(context, id);
  });
}

/** Written before it is in the list again. */
async function tellApart(context: Context, site: SiteRecord, id: AccountId): Promise<void> {
  const [account, others] = await Promise.all([accountOn(context, site.id, id), accountsOf(context, site)]);
  await writeItems(context.local, [entry(accountItem(id), toldApart(account, others))]);
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
