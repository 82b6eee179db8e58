import { type Cookie, cookieKey, sameCookie } from '../cookie';
import type { AccountId } from '../ids';
import type { Jar } from '../jar';
import type { Entries } from './web-storage';

/**
 * A switch that was committed and may not be on disk yet: Chromium writes its cookies down about every 30 seconds (measured),
 * so a crash of the whole browser can bring back the cookies from before.
 */
export interface Settling {
  readonly from: AccountId | null;
  readonly to: AccountId | null;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** The live jar was read again after it must have been written down: from then on it is the truth. */
  readonly read: boolean;
  /** Whose late answers the barrier holds off; `null` where that is nobody's or not certain. */
  readonly late: LateOwner | null;
}

export interface LateOwner {
  readonly account: AccountId;
  /** What was asked for before this moment was asked for by that account; milliseconds since the epoch. */
  readonly before: number;
  /** The worker that saw that moment: another one's clock may have jumped, and it has seen no request begin before. */
  readonly worker: string;
  /** Of which domains alone; `null`: of the whole Site. */
  readonly domains: readonly string[] | null;
}

/** Milliseconds until the browser has written its cookies down. */
export const settledAfter = 35_000;

/** Milliseconds until nothing that was asked for before the switch is answered any more. */
export const drainedAfter = 300_000;

/**
 * Whether a crash has brought cookies back, so that the target must be planted again. What the account itself changed since
 * stays: a token that was renewed must not be replaced with the one that was used up for it.
 * @param before the jar that was live before the switch, as it was stored; @param target what was planted
 */
export function wasRolledBack(live: Jar, before: Jar, target: Jar): boolean {
  const has = (jar: Jar, cookie: Cookie) => jar.cookies.some((other) => sameCookie(other, cookie));
  const returned = live.cookies.some((cookie) => has(before, cookie) && !has(target, cookie));
  const keys = new Set(live.cookies.map(cookieKey));
  const onlyPlanted = live.cookies.every((cookie) => has(target, cookie));
  const cutShort = onlyPlanted && target.cookies.some((cookie) => !keys.has(cookieKey(cookie)));
  return returned || cutShort;
}

/** The same for localStorage and sessionStorage: something from before is there again, or a part of the new is not. */
export function entriesRolledBack(live: Entries, before: Entries, target: Entries): boolean {
  const [old, wanted] = [new Map(before), new Map(target)];
  const returned = live.some(([key, value]) => old.get(key) === value && wanted.get(key) !== value);
  const onlyPlanted = live.every(([key, value]) => wanted.get(key) === value);
  return returned || (onlyPlanted && live.length < target.length);
}

/**
 * What a quit dropped of the active account: browsers forget session cookies then, unless they reopen what was open. Nothing
 * when any session cookie is there: then it was no such quit, and what is gone was taken by the site.
 */
export function droppedByQuit(live: Jar, stored: Jar): Cookie[] {
  const isSession = ({ expires }: Cookie) => expires === null;
  if (live.cookies.some(isSession)) return [];
  const keys = new Set(live.cookies.map(cookieKey));
  return stored.cookies.filter((cookie) => isSession(cookie) && !keys.has(cookieKey(cookie)));
}
