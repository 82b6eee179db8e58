import { type Cookie, cookieKey, inSendingOrder, isExpired, sameCookie, withLongestLife } from '../cookie';
import type { Jar } from '../jar';

/**
 * What a Switch does to the live jar, worked out before anything is touched. Removals come first: old and new cookies
 * together could pass the browser's limit of 180 a registrable domain, which evicts the oldest. Undo is the same function
 * with the arguments exchanged.
 */
export interface SwitchPlan {
  /** Exactly these cookies go; each is in the live jar. */
  readonly remove: readonly Cookie[];
  /** These are set, in this order; it decides the order in which the browser sends them. */
  readonly set: readonly Cookie[];
  /** What must be live afterwards. */
  readonly wanted: Pick<Jar, 'cookies'>;
  /** Names of cookies that have expired since they were stored: not planted, but kept in the stored jar. */
  readonly expired: readonly string[];
}

/**
 * @param now seconds since the epoch
 * @returns the smallest set of changes that also restores the order of the target's cookies
 */
export function planSwitch(
  live: Pick<Jar, 'cookies'>,
  target: Pick<Jar, 'cookies'>,
  now: number,
): SwitchPlan {
  const lasting = target.cookies.filter((cookie) => !isExpired(cookie, now));
  // The clock can have been ahead when it was stored.
  const wanted = inSendingOrder(lasting.map((cookie) => withLongestLife(cookie, now)));
  const expired = target.cookies.filter((cookie) => isExpired(cookie, now)).map((cookie) => cookie.name);
  const kept = keptCookies(inSendingOrder(live.cookies), wanted);
  const valueToSet = new Map<string, string>();
  const set = wanted.filter((cookie) => !kept.has(cookieKey(cookie)));
  for (const cookie of set) valueToSet.set(cookieKey(cookie), cookie.value);
  const remove = live.cookies.filter((cookie) => {
    const key = cookieKey(cookie);
    return !kept.has(key) && mustGo(cookie, valueToSet.get(key));
  });
  return { remove, set, wanted: { cookies: wanted }, expired };
}

/**
 * The cookies that stay as they are. Within one path length the browser sends older cookies first and an overwritten one
 * counts as new, so from the first difference on everything of that length is set again.
 */
function keptCookies(live: readonly Cookie[], wanted: readonly Cookie[]): Set<string> {
  const kept = new Set<string>();
  const liveByLength = byPathLength(live);
  for (const [length, group] of byPathLength(wanted)) {
    const before = liveByLength.get(length) ?? [];
    for (const [index, cookie] of group.entries()) {
      const same = before[index];
      if (same === undefined || !sameCookie(same, cookie)) break;
      kept.add(cookieKey(cookie));
    }
  }
  return kept;
}

function byPathLength(cookies: readonly Cookie[]): Map<number, Cookie[]> {
  const groups = new Map<number, Cookie[]>();
  for (const cookie of cookies) {
    const group = groups.get(cookie.path.length);
    if (group === undefined) groups.set(cookie.path.length, [cookie]);
    else group.push(cookie);
  }
  return groups;
}

/**
 * A cookie goes when nothing replaces it, and also when the same value does: Chromium then keeps its age (measured: set
 * a, b, c and set a again with its value leaves a, b, c), so its place in the order would stay wrong.
 */
function mustGo(cookie: Cookie, replacement: string | undefined): boolean {
  return replacement === undefined || replacement === cookie.value;
}
