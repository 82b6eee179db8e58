import type { Account } from '../account';
import type { Live } from '../jar/live';

/** How an account stands; `ended`: it needs signing in, `pending`: it is being signed in again. */
export const statuses = ['active', 'signed-in', 'ended', 'pending'] as const;
export type AccountStatus = (typeof statuses)[number];

/**
 * What can be told of an account without asking anybody. What is stored of the active one says nothing about when it ends: the site
 * renews the live one.
 * @param now milliseconds since the epoch, by the computer's clock
 */
export function statusOf(account: Account, live: Live, now: number): AccountStatus {
  const { id, ended, endsAt } = account;
  if (live.adding?.again === id) return 'pending';
  const isActive = live.active === id;
  if (ended || (!isActive && endsAt !== null && endsAt <= now)) return 'ended';
  return isActive ? 'active' : 'signed-in';
}

/**
 * Whether it has to be signed in again before it can be used; also where that has begun.
 * @param now milliseconds since the epoch, by the computer's clock
 */
export function hasEnded(account: Account, live: Live, now: number): boolean {
  return needsSignIn(statusOf(account, live, now));
}

export function needsSignIn(status: AccountStatus): boolean {
  return status === 'ended' || status === 'pending';
}
