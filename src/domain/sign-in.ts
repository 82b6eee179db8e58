import { type Cookie, cookieKey } from './cookie';
import type { Jar } from './jar';
import { holdsToken } from './sign-in/json-web-token';

/**
 * Whether somebody is signed in, as far as a jar tells. Consent, CSRF, analytics and load-balancer cookies do not count: sites hand
 * them to everybody.
 */

const noise: readonly RegExp[] = [
  /csrf|xsrf|antiforgery|nonce$/i,
  // What a site remembers while somebody is on the way to another one to sign in.
  /pkce|callback-url$|(code_?|^)verifier$|^(oauth2?|oidc|next-auth|authjs)[._-]?state$|^\.AspNetCore\.(Correlation|OpenIdConnect)|^OpenIdConnect\.nonce/i,
  // Of a way half gone, of a session that is to end with the browser (the same for everybody), and of a browser that is known.
  /^better-auth\.((oauth_)?state|two_factor|dont_remember|trust_device)$/,
  /consent|cookie_?(law|notice|policy|banner)|gdpr|optanon|euconsent|didomi|cookieyes|usercentrics/i,
  /^(_ga|_gid|_gat|_gcl|_fbp|_fbc|_hj|_pk_|_clck|_clsk|amplitude|mp_|ajs_|optimizely|_uetsid|_uetvid|__utm|_dd_s|ab_?test)/i,
  /^(__cf|cf_|_cfuvid|awsalb|arraffinity|incap_ses|visid_incap|nlbi_|datadome|_abck|bm_|ak_bmsc|bigip|ts01|__q_state|route$|serverid|lb[-_]?)/i,
  /^(theme|locale|lang(uage)?|timezone|tz|i18n.*|flash.*|_?messages?)$/i,
];

/** Whether a cookie of this name says nothing about who is signed in. */
export function isNoise(name: string): boolean {
  const bare = name.replace(/^__(Host|Secure)-/i, '');
  return noise.some((pattern) => pattern.test(bare));
}

/** Whether this cookie may be what keeps a person signed in. */
export function isSignInCookie(cookie: Pick<Cookie, 'name' | 'httpOnly' | 'value'>): boolean {
  return cookie.httpOnly && cookie.value !== '' && !isNoise(cookie.name);
}

export type Evidence = 'signed-in' | 'unsure' | 'nobody';

/**
 * What a jar alone tells, when nothing of how it came about was seen. `unsure`: something is there that a page's own script
 * may have signed in with; the person is asked.
 */
export function evidenceIn(jar: Jar): Evidence {
  if (jar.cookies.some(isSignInCookie)) return 'signed-in';
  const stored = storedEvidence(jar);
  if (stored !== 'nobody') return stored;
  return jar.cookies.some((cookie) => looksLikeToken(cookie)) ? 'unsure' : 'nobody';
}

/** What tells beside cookies. Visitors are given tokens too, so this alone is no proof where the sign-in was not seen. */
export function storedEvidence(jar: Pick<Jar, 'origins' | 'tabs'>): Evidence {
  const entries = [
    ...jar.origins.flatMap(({ local }) => local ?? []),
    ...jar.tabs.flatMap(({ session }) => session),
  ];
  const databases = jar.origins.flatMap(({ databases: some }) => some ?? []);
  const filled = databases.filter(({ stores }) => stores.some(({ rows }) => rows > 0));
  if (entries.some(isToken) || filled.some(({ name }) => signInDatabase.test(name))) return 'signed-in';
  const mayBe = entries.some(mayBeToken) || filled.some(({ name }) => tokenName.test(name));
  return mayBe ? 'unsure' : 'nobody';
}

/** Whether every cookie that signs the one in is in the other as it was. With none, nothing can be told. */
export function keepsSignIn(before: Pick<Jar, 'cookies'>, now: Pick<Jar, 'cookies'>): boolean {
  const known = before.cookies.filter(isSignInCookie).map(cookieText);
  const there = new Set(now.cookies.map(cookieText));
  return known.length > 0 && known.every((text) => there.has(text));
}

/** Whether two jars hold the very same sign-in, as far as both were read. */
export function sameSignIn(a: Jar, b: Jar): boolean {
  return (
    sameText(
      a.cookies.filter(isSignInCookie).map(cookieText),
      b.cookies.filter(isSignInCookie).map(cookieText),
    ) &&
    a.origins.every(({ origin, local }) => {
      const other = b.origins.find((one) => one.origin === origin);
      return (
        other === undefined ||
        sameText((local ?? []).filter(isToken).map(String), (other.local ?? []).filter(isToken).map(String))
      );
    })
  );
}

function cookieText(cookie: Cookie): string {
  return `${cookieKey(cookie)} ${cookie.value}`;
}

function sameText(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text) => b.includes(text));
}

/** RFC 6749 5.1 and OpenID Connect Core 3.1.3.3, as libraries write them down. */
const tokenField = /(access|refresh|id)_?token/i;

/** firebase-js-sdk keeps its user there. */
const signInDatabase = /^firebaseLocalStorageDb$/;

const tokenName = /token|auth|oidc|jwt|bearer|credential|session/i;

/** Shorter values are flags and counters. */
const tokenLength = 16;

function isToken([key, value]: readonly [string, string]): boolean {
  if (isNoise(key) || value.length < tokenLength) return false;
  return holdsToken(value) || tokenField.test(key) || tokenField.test(value);
}

/** Whether an entry of storage, or a cookie that scripts can read, may hold what signs in. */
export function mayHoldToken(entry: readonly [string, string]): boolean {
  return isToken(entry) || mayBeToken(entry);
}

function mayBeToken([key, value]: readonly [string, string]): boolean {
  return !isNoise(key) && value.length >= tokenLength && tokenName.test(key);
}

/** A long value that a script can read is the shape of the tokens of client-side sign-ins. */
function looksLikeToken(cookie: Cookie): boolean {
  return !isNoise(cookie.name) && cookie.value.length >= 20;
}
