import type { Cookie } from './cookie';
import type { Jar } from './jar';

/**
 * What counts as a sign-in as long as identities are not read: a new or changed HttpOnly cookie in the answer to a request
 * that was not a GET, or after the tab came back from another domain. Consent, CSRF, analytics and load-balancer cookies
 * do not count: sites hand them to everybody.
 */

const noise: readonly RegExp[] = [
  /csrf|xsrf|antiforgery|nonce$/i,
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
 * What a jar alone tells, when nothing of how it came about was seen. `unsure`: some cookie is there that a page's own
 * script may have signed in with; the person is asked.
 */
export function evidenceIn(jar: Jar): Evidence {
  if (jar.cookies.some(isSignInCookie)) return 'signed-in';
  return jar.cookies.some((cookie) => looksLikeToken(cookie)) ? 'unsure' : 'nobody';
}

/** A long value that a script can read is the shape of the tokens of client-side sign-ins. */
function looksLikeToken(cookie: Cookie): boolean {
  return !isNoise(cookie.name) && cookie.value.length >= 20;
}

/** One answer of the Site, as far as it matters here. The values of its cookies stay where they were. */
export interface AnswerFacts {
  readonly method: string;
  readonly status: number;
  /** The tab had left for another domain and this is its way back. */
  readonly returned: boolean;
  /** Names of the HttpOnly cookies that the answer sets to something. */
  readonly httpOnlyCookies: readonly string[];
}

/** Milliseconds within which a cookie belongs to the request that may have been the sign-in: it is often set one redirect later. */
export const signInWindow = 10_000;

/** Whether this answer opens the time in which a new cookie counts. A refused request (4xx, 5xx) signs nobody in. */
export function opensSignIn(answer: AnswerFacts): boolean {
  return answer.status < 400 && (answer.returned || !isSafe(answer.method));
}

/** @param openedAt when `opensSignIn` last held for the Site, or `null`; milliseconds, as `now` */
export function isSignIn(answer: AnswerFacts, openedAt: number | null, now: number): boolean {
  if (answer.status >= 400 || !answer.httpOnlyCookies.some((name) => !isNoise(name))) return false;
  return opensSignIn(answer) || (openedAt !== null && now - openedAt <= signInWindow);
}

/** RFC 9110 9.2.1. */
function isSafe(method: string): boolean {
  return /^(GET|HEAD|OPTIONS|TRACE)$/i.test(method);
}
