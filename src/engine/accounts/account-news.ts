import type { Account } from '@/domain/account';
import type { AccountId } from '@/domain/ids';
import { coveredBy, type Jar, withUnread } from '@/domain/jar';
import type { Planted } from '@/domain/jar/receipt';
import { evidenceIn } from '@/domain/sign-in';
import { signInEndsAt } from '@/domain/sign-in/sign-in-end';
import { sharesSignIn } from '@/domain/sign-out';
import { type Entry, entry, readItem } from '@/storage/item';
import { accountItem } from '@/storage/schema';
import type { Context } from '../context';
import type { SwitchOrder } from '../switch/switch-order';

/** What becomes known of accounts on the way, and is written down with what made it known. */

type Local = Pick<Context, 'local'>;

/**
 * What a switch tells: of the account that was put away, when its sign-in ends; of the one in its place, what was carried.
 * @param stored what was kept of the former before; @param before its jar as it was put away
 */
export async function accountEntries(
  context: Pick<Context, 'local' | 'ports'>,
  { from, to }: Pick<SwitchOrder, 'from' | 'to'>,
  stored: Jar | null,
  before: Jar,
  planted: Planted,
): Promise<Entry[]> {
  const leaving = await changed(context, from, (account) => ({
    endsAt: endOf(stored === null ? before : withUnread(before, stored)),
    // Its cookies were renewed, so its site has let it in since.
    ended: account.ended && !(stored !== null && isRenewed(stored, before)),
  }));
  const coming = await changed(context, to, () => ({
    receipt: { at: context.ports.clock.wall(), ...planted },
  }));
  return [...leaving, ...coming];
}

/** An account with a jar that has just been stored of it, in which somebody is signed in. */
export function signedIn(account: Account, jar: Jar): Account {
  return { ...account, ended: false, endsAt: endOf(jar) };
}

/** When the sign-in of a jar ends that was stored meanwhile. */
export function endsAtEntry(context: Local, id: AccountId, jar: Jar): Promise<Entry[]> {
  return changed(context, id, () => ({ endsAt: endOf(jar) }));
}

/** That an account needs signing in, or does not any more. */
export function endedEntry(context: Local, id: AccountId, ended: boolean): Promise<Entry[]> {
  return changed(context, id, () => ({ ended }));
}

/** @returns milliseconds since the epoch, or `null` where it is not known */
function endOf(jar: Jar): number | null {
  const seconds = signInEndsAt(jar);
  return seconds === null ? null : seconds * 1000;
}

/** Nothing for nobody, and for an account that is gone. */
async function changed(
  { local }: Local,
  id: AccountId | null,
  change: (account: Account) => Partial<Account>,
): Promise<Entry[]> {
  const account = id === null ? null : await readItem(local, accountItem(id));
  return account === null ? [] : [entry(accountItem(account.id), { ...account, ...change(account) })];
}

/** As far as the domains go whose cookies were read now. */
function isRenewed(stored: Jar, now: Jar): boolean {
  const before = now.domains === undefined ? stored : coveredBy({ domains: now.domains }, stored);
  if (before.cookies.length === 0 && stored.cookies.length > 0) return false;
  return evidenceIn(now) === 'signed-in' && !sharesSignIn(before.cookies, now.cookies);
}
