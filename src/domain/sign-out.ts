import { type Cookie, cookieKey, isExpired } from './cookie';
import { isSignInCookie } from './sign-in';
import { coversUrl, type Site } from './site';
import type { SiteRecord } from './site/site-record';
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

/** Whether all that signed one in has gone and something else has come in its place: a session that was renewed, or somebody else's. */
export function replacesSignIn(before: readonly Cookie[], now: readonly Cookie[]): boolean {
  return before.some(isSignInCookie) && now.some(isSignInCookie) && !sharesSignIn(before, now);
}

/**
 * The address that ends a session at the server, or `null` where none is known: what the person has set, else what was learned. Set to
 * nothing, there is none, whatever was learned; nor where its domain was the Site's and is not any more. What is known of the site's
 * library comes between the two.
 */
export function signOutAddress(
  site: Pick<SiteRecord, 'domains' | 'signOutUrl' | 'learnedSignOut'>,
): string | null {
  const url = site.signOutUrl ?? site.learnedSignOut;
  return url !== null && isSignOutAddress(site, url) ? url : null;
}

/**
 * What its person can be told becomes of a session when its account is signed out.
 * @param known its jar alone tells how it ends
 */
export function atServer(site: SiteRecord, known: boolean): AtServer {
  return canRevoke(site, known) ? 'ends' : 'unknown';
}

/** Whether the server can be told for one account alone: where the accounts share their cookies, all would be signed out. */
export function canRevoke(site: SiteRecord, known: boolean): boolean {
  return (signOutAddress(site) !== null || (known && mayKnow(site))) && site.carried.cookies === 'own';
}

/**
 * Whether what is known of a library counts: unless the person has set an address, or that there is none. It comes before one that was
 * learned: the page that was seen may sign out by its script, which an errand does not run.
 */
export function mayKnow({ signOutUrl, carried }: Pick<SiteRecord, 'signOutUrl' | 'carried'>): boolean {
  return signOutUrl === null && carried.cookies === 'own';
}

/** Whether an answer takes this cookie away. @param now seconds since the epoch */
export function tookAway(cookie: Cookie, answered: readonly Cookie[], now: number): boolean {
  const key = cookieKey(cookie);
  return answered.some((one) => cookieKey(one) === key && isExpired(one, now));
}

/** Whether a server has said that it cannot answer now, and is to be asked again: RFC 9110 15.6, RFC 6585 4. */
export function isBusy(status: number): boolean {
  return status >= 500 || status === 429;
}

/** Whether this may be asked for: it belongs to the Site, and nothing else is ever asked for. */
export function isSignOutAddress(site: Pick<Site, 'domains'>, url: string): boolean {
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
