import { type Cookie, cookieKey } from './cookie';
import { isSignInCookie } from './sign-in';
import { coversUrl, type Site } from './site';
import type { SiteRecord } from './site-record';
import type { AtServer } from './view';

/** How a sign-out is told from other requests, and which address ends a session at the server. */

/** What sites call it, as a part of a path: `/logout`, `/users/sign_out`, `/oidc/end_session`, `/auth/log-off.php`. */
export const signOutPath = /\/(log|sign)[-_]?(out|off)\b|\/end[-_]?session\b|\/(log|sign)[-_]?(out|off)[-_]/i;

export function looksLikeSignOut(url: string): boolean {
  return URL.canParse(url) && signOutPath.test(new URL(url).pathname);
}

/** The address without what was meant for one visit only: a query can hold a token. */
export function learnable(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/** Milliseconds within which a sign-in that goes belongs to a page that looked like a sign-out. */
export const signOutWindow = 10_000;

/**
 * Whether the site has taken the sign-in away. Sessions rotate and old cookies are tidied up, so it must have taken one of the cookies
 * that sign this account in, and none of the others may be as it was.
 * @param stored the cookies of the account; @param removed names of those that the answer takes away
 */
export function signInIsGone(
  stored: readonly Cookie[],
  live: readonly Cookie[],
  removed: readonly string[],
): boolean {
  const known = stored.filter(isSignInCookie);
  if (known.length === 0) return false;
  if (!live.some(isSignInCookie)) return true;
  return known.some(({ name }) => removed.includes(name)) && !sharesSignIn(known, live);
}

/** Whether two jars are signed in by a cookie that is the same in both: what ends the one ends the other. */
export function sharesSignIn(some: readonly Cookie[], others: readonly Cookie[]): boolean {
  const values = new Map(others.map((cookie) => [cookieKey(cookie), cookie.value]));
  return some.some((cookie) => isSignInCookie(cookie) && values.get(cookieKey(cookie)) === cookie.value);
}

/**
 * The address that ends a session at the server, or `null` where none is known: what the person has set, else what was learned. Set to
 * nothing, there is none, whatever was learned.
 */
export function signOutAddress({
  signOutUrl,
  learnedSignOut,
}: Pick<SiteRecord, 'signOutUrl' | 'learnedSignOut'>): string | null {
  return (signOutUrl ?? learnedSignOut) || null;
}

/** What its person can be told becomes of a session when its account is signed out. */
export function atServer(site: SiteRecord): AtServer {
  return canRevoke(site) ? 'ends' : 'unknown';
}

/** Whether the server can be told for one account alone: where the accounts share their cookies, all would be signed out. */
export function canRevoke(site: SiteRecord): boolean {
  return signOutAddress(site) !== null && site.carried.cookies === 'own';
}

/** Whether this may be asked for: it belongs to the Site, and nothing else is ever asked for. */
export function isSignOutAddress(site: Site, url: string): boolean {
  return URL.canParse(url) && coversUrl(site, url);
}

/** How far a sign-out may be sent on from address to address. */
export const hopLimit = 5;

/** Where an answer sends a request on to, within the Site; `null` where it does not, or leads elsewhere. */
export function nextHop(site: Site, url: string, status: number, location: string | null): string | null {
  if (status < 300 || status >= 400 || location === null || !URL.canParse(location, url)) return null;
  const { href } = new URL(location, url);
  return coversUrl(site, href) ? href : null;
}

/** Milliseconds for which a server that does not answer is asked again. */
export const revokeFor = 86_400_000;
