import { type Cookie, isExpired } from '../cookie';
import { cookieHeader, cookiesFor } from '../cookie/cookie-header';
import { claimsOf, payloadsIn } from '../sign-in/json-web-token';
import { coversHost, coversUrl, isLoopback, type Site } from '../site';
import type { Errand, Post } from './errand';

/**
 * Sign-outs that are known from a jar alone: libraries that many sites are built on name their cookies alike and end a session by
 * one request. A wrong request is worse than none, so what is not certain is left out: names that were changed, cookies that go to
 * several hosts, sessions of which the server keeps nothing.
 */
export interface KnownSignOut {
  readonly library: Library;
  readonly errand: Errand;
  /** A cookie that the server takes away when it has done so; `null` where its status says it all. */
  readonly takesAway: Cookie | null;
  /** Whether whoever has these cookies would be signed out too. */
  readonly endsAlso: (others: readonly Cookie[]) => boolean;
}

/** By the names that their makers give them. */
export type Library = 'better-auth' | 'Clerk' | 'NextAuth.js';

/** Of what the sign-outs of a jar are worked out. */
export interface SignedInAs {
  /** None that has expired. */
  readonly cookies: readonly Cookie[];
  readonly site: Site;
  /** Those of the Site that were seen: cookies know no ports. */
  readonly origins: readonly string[];
  /** Seconds since the epoch. */
  readonly now: number;
}

/** What ends the sessions of a jar at the server; nothing leads out of the Site. @param origins of the Site that were seen */
export function knownSignOuts(
  site: Site,
  cookies: readonly Cookie[],
  origins: readonly string[],
  now: number,
): KnownSignOut[] {
  const good = cookies.filter(
    (cookie) => !isExpired(cookie, now) && cookie.partitionKey === null && coversHost(site, cookie.domain),
  );
  const jar: SignedInAs = { site, cookies: good, origins, now };
  const found = [betterAuth, clerk, nextAuth].flatMap((inJar) => inJar(jar));
  const urls = found.map(({ errand }) => errand.url);
  return found.filter(
    ({ errand }, index) =>
      urls.indexOf(errand.url) === index &&
      coversUrl(site, errand.url) &&
      coversUrl(site, errand.post?.origin),
  );
}

/**
 * The multi-session plugin ends every session whose token comes along; others in this browser may be those of accounts that stay.
 * @see better-auth/src/api/routes/sign-out.ts and plugins/multi-session
 */
function betterAuth(jar: SignedInAs): KnownSignOut[] {
  return jar.cookies.filter(isOf(/^(__Secure-)?better-auth\.session_token$/)).flatMap((session) => {
    const origin = originOf(session, jar);
    if (origin === null) return [];
    const cookies = jar.cookies.filter(({ name }) => !name.startsWith(`${session.name}_multi-`));
    const post: Post = { origin, contentType: 'application/json', body: '{}' };
    return [byCookie('better-auth', { ...jar, cookies }, `${origin}/api/auth/sign-out`, post, session)];
  });
}

/**
 * A token of the session names it, the address of the API that it came from, and the page's origin. Only the one session ends; but the
 * client that it belongs to is given another token then, so it must be nobody else's.
 * @see clerk-js/src/core/fapiClient.ts and resources/Session.ts
 */
function clerk(jar: SignedInAs): KnownSignOut[] {
  return jar.cookies
    .filter(({ name, path }) => /^__session(_[\w-]{8})?$/.test(name) && path === '/')
    .flatMap(({ value }) => {
      const { iss, azp, sid } = claimsIn(value);
      if (!isText(iss) || !isText(azp) || !isText(sid)) return [];
      if (!isApi(iss) || !isOrigin(azp) || !/^sess_\w+$/.test(sid)) return [];
      const url = `${iss.replace(/\/$/, '')}/v1/client/sessions/${sid}/remove`;
      const client = cookiesFor(jar.cookies, url, jar.now).find(({ name }) => name === '__client');
      const id = client === undefined ? null : clientOf(client);
      if (id === null) return [];
      const post: Post = { origin: azp, contentType: 'application/x-www-form-urlencoded', body: '' };
      const endsAlso = (others: readonly Cookie[]) => others.some((other) => clientOf(other) === id);
      return [{ library: 'Clerk', errand: errandOf(jar, url, post), takesAway: null, endsAlso }];
    });
}

/**
 * Version 4, where its sessions are in a database: of others the server keeps nothing. Later versions are at various addresses.
 * @see next-auth/src/core/index.ts and lib/csrf-token.ts
 */
function nextAuth(jar: SignedInAs): KnownSignOut[] {
  return jar.cookies.filter(isOf(/^(__Secure-)?next-auth\.session-token$/)).flatMap((session) => {
    const origin = originOf(session, jar);
    const guard = jar.cookies.find(
      ({ name, domain }) => /^(__Host-)?next-auth\.csrf-token$/.test(name) && domain === session.domain,
    );
    const token = /^([\da-f]{64})(\||%7C)[\da-f]{64}$/i.exec(guard?.value ?? '')?.[1];
    if (origin === null || token === undefined || !isDatabaseKey(session.value)) return [];
    const body = `csrfToken=${token}`;
    const post: Post = { origin, contentType: 'application/x-www-form-urlencoded', body };
    return [byCookie('NextAuth.js', jar, `${origin}/api/auth/signout`, post, session)];
  });
}

/** The sign-out of a session that one cookie alone is the key to. */
function byCookie(library: Library, jar: SignedInAs, url: string, post: Post, session: Cookie): KnownSignOut {
  const { name, domain, value } = session;
  const endsAlso = (others: readonly Cookie[]) =>
    others.some((other) => other.name === name && other.domain === domain && other.value === value);
  return { library, errand: errandOf(jar, url, post), takesAway: session, endsAlso };
}

function errandOf({ cookies, now }: SignedInAs, url: string, post: Post): Errand {
  return { url, cookies: cookieHeader(cookiesFor(cookies, url, now)), post };
}

/** As these libraries set it where nothing was changed. One that goes to the hosts below as well does not tell which of them set it. */
function isOf(name: RegExp): (cookie: Cookie) => boolean {
  return (cookie) =>
    name.test(cookie.name) &&
    cookie.value !== '' &&
    cookie.httpOnly &&
    cookie.hostOnly &&
    cookie.path === '/';
}

/** The one origin that a cookie can be of; `null` where several can, and where none was seen that is certain. */
function originOf({ domain, secure }: Cookie, { origins }: SignedInAs): string | null {
  const isHttps = secure && !isLoopback(domain);
  const seen = origins.filter((origin) => {
    if (!URL.canParse(origin)) return false;
    const { hostname, protocol } = new URL(origin);
    return hostname === domain && (!isHttps || protocol === 'https:');
  });
  if (seen.length === 0) return isHttps ? `https://${domain}` : null;
  return seen.length === 1 ? (seen[0] ?? null) : null;
}

/** A UUID or 32 bytes: what the library makes. Its tokens are longer, and not of these characters alone. */
function isDatabaseKey(value: string): boolean {
  return /^([\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{64})$/i.test(value);
}

function claimsIn(token: string): Readonly<Record<string, unknown>> {
  const [payload] = payloadsIn(token);
  return (payload === undefined ? null : claimsOf(payload)) ?? {};
}

/** Its token is made anew all the time; whose it is stays. */
function clientOf({ name, value }: Cookie): string | null {
  const id = name === '__client' ? claimsIn(value).id : null;
  return isText(id) && id !== '' ? id : null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

/** An origin, or where a site passes it on: a path below. */
function isApi(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, pathname } = new URL(text);
  return /^(\/[\w-]+)*\/?$/.test(pathname) && (text === origin || text === origin + pathname);
}
