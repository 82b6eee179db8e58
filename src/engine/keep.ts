import { type Account, newAccount } from '@/domain/account';
import type { AccountId, Place } from '@/domain/ids';
import type { Jar } from '@/domain/jar';
import { liveAs } from '@/domain/live';
import type { Settling } from '@/domain/settling';
import { type SiteRecord, withAccount } from '@/domain/site-record';
import { entry, readItem, writeItems } from '@/storage/item';
import { accountItem, liveItem, settlingItem, siteItem } from '@/storage/schema';
import { accountsOf } from './account-list';
import { signedIn } from './account-news';
import type { Context } from './context';
import { findEvidence, findStoredSignIn } from './evidence';
import type { PlaceState } from './place-state';
import { wakeForNext } from './settle';

/**
 * Makes the live jar that of the account whom the sign-in belongs to, or else a new one's. The jar is on disk before the account is in
 * the list.
 */
export async function keepAsAccount(context: Context, state: PlaceState, jar: Jar): Promise<PlaceState> {
  const { place, site } = state;
  const known = await accountOfSignIn(context, state);
  const account = signedIn(known ?? (await freshAccount(context, site)), jar);
  await context.vault.put(account.id, jar);
  const settling = await settlingOfSignIn(context, place, account.id);
  const listed = known === null ? withAccount(site, account.id) : site;
  const next: PlaceState = { place, site: listed, live: liveAs(account.id) };
  await writeItems(context.local, [
    entry(accountItem(account.id), account),
    entry(siteItem(site.id), next.site),
    entry(liveItem(place), next.live),
    entry(settlingItem(place), settling),
  ]);
  await wakeForNext(context, place, settling);
  context.ports.announce.changed(site.id);
  return next;
}

/** Which account of the Site a new sign-in belongs to; `null`: none of them, it is a new one. */
async function accountOfSignIn(context: Context, { site, live }: PlaceState): Promise<Account | null> {
  const again = live.adding?.again ?? null;
  if (again === null || !site.accounts.includes(again)) return null;
  return readItem(context.local, accountItem(again));
}

async function freshAccount({ local, ports }: Context, site: SiteRecord): Promise<Account> {
  return newAccount(ports.ids.account(), site.id, await accountsOf({ local }, site), ports.clock.now());
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
  const { active, adding, lapsed } = state.live;
  if (active !== null && !lapsed) return { ...state, owner: active };
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
