import type { Cookie } from '../cookie';
import { entriesIn } from '../identity/kept-text';
import type { Jar } from '../jar';
import { isNoise, isSignInCookie, mayHoldToken, storedEvidence } from '../sign-in';
import { type Claims, claimsOf, holdsToken, payloadsIn } from './json-web-token';

/** When a sign-in ends, as far as what keeps it says so. */

/** Not known: it may go on for ever. */
const unknown = Number.POSITIVE_INFINITY;

/**
 * The last moment at which anything that may keep the person signed in is still good: in seconds since the epoch, past or future.
 * `null`: not known, or nothing keeps anybody. A session cookie, an opaque token and a token that is renewed all the time (by
 * something that need not be in the jar) are not known, and then the whole is not: an account must not be called dead that lives.
 */
export function signInEndsAt(jar: Jar): number | null {
  const ends = [
    ...jar.cookies.filter(maySignIn).map(endOfCookie),
    ...entriesIn(jar)
      .filter(({ name, text }) => mayHoldToken([name, text]))
      .map(({ text }) => endOfText(text)),
    ...(storedEvidence({ origins: databasesOf(jar), tabs: [] }) === 'nobody' ? [] : [unknown]),
  ];
  const end = Math.max(...ends);
  return Number.isFinite(end) ? end : null;
}

function maySignIn(cookie: Cookie): boolean {
  return isSignInCookie(cookie) || (!isNoise(cookie.name) && mayHoldToken([cookie.name, cookie.value]));
}

/** The server can put another value into a cookie that is there, but not into one that the browser has dropped. */
function endOfCookie({ expires, value }: Cookie): number {
  return expires ?? endOfText(value);
}

const mostTokens = 20;

function endOfText(text: string): number {
  // One that is opaque, or may be: nobody knows how long it is good.
  if (!holdsToken(text) || hasOpaqueRefreshToken(text)) return unknown;
  return Math.max(...payloadsIn(text, mostTokens).map((payload) => endOfToken(claimsOf(payload))));
}

const mentioned = /refresh_?token/i;
const known = /refresh_?token\W{0,10}(null|eyJ[\w-]+\.[\w-]+\.)/gi;

function hasOpaqueRefreshToken(text: string): boolean {
  return mentioned.test(text.replace(known, ''));
}

/** Seconds. Tokens that are good for no longer are renewed by something: an access token of an hour is usual. */
const shortLived = 3600;

/** RFC 7519 4.1.4, 4.1.6. */
function endOfToken(claims: Claims | null): number {
  const { exp, iat } = claims ?? {};
  if (typeof exp !== 'number' || typeof iat !== 'number') return unknown;
  return exp - iat <= shortLived ? unknown : exp;
}

function databasesOf({ origins }: Jar): Jar['origins'] {
  return origins.map((one) => ({ ...one, local: null }));
}
