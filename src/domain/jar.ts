import type { Cookie } from './cookie';
import { cookieKey, sameCookie } from './cookie';

/**
 * A Jar is what a sign-in lives in: today the cookies of one Account on one Site, in the order in which the browser sends
 * them. Web storage gets its place beside `cookies`, each part being read, absent or unread.
 */
export interface Jar {
  readonly cookies: readonly Cookie[];
}

export const emptyJar: Jar = { cookies: [] };

/** How a live jar differs from the one that was wanted; names only, so that it may be told. */
export interface JarDifference {
  readonly missing: readonly string[];
  readonly surplus: readonly string[];
  readonly changed: readonly string[];
}

export function differenceOf(wanted: Jar, live: Jar): JarDifference {
  const wantedByKey = new Map(wanted.cookies.map((cookie) => [cookieKey(cookie), cookie]));
  const liveByKey = new Map(live.cookies.map((cookie) => [cookieKey(cookie), cookie]));
  const missing: string[] = [];
  const changed: string[] = [];
  for (const [key, cookie] of wantedByKey) {
    const found = liveByKey.get(key);
    if (found === undefined) missing.push(cookie.name);
    else if (!sameCookie(cookie, found)) changed.push(cookie.name);
  }
  const surplus = [...liveByKey].filter(([key]) => !wantedByKey.has(key)).map(([, cookie]) => cookie.name);
  return { missing, surplus, changed };
}

/** The name of one thing that is not as wanted, or `null` when all is. */
export function firstFault(difference: JarDifference): string | null {
  return difference.missing[0] ?? difference.changed[0] ?? difference.surplus[0] ?? null;
}
