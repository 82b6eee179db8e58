export type SameSite = 'no_restriction' | 'lax' | 'strict' | 'unspecified';

/** As the browser gives it; kept whole, for a key with a field missing names another cookie (CHIPS). */
export interface PartitionKey {
  readonly topLevelSite?: string;
  readonly hasCrossSiteAncestor?: boolean;
}

/** A cookie in one form for both browsers. Which of their stores it is in is not part of it: an account can be live in any. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  /** Without a leading dot. */
  readonly domain: string;
  /** `true`: sent to `domain` alone; `false`: also to the hosts below it. */
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: SameSite;
  /** Seconds since the epoch; `null` for a session cookie. */
  readonly expires: number | null;
  readonly partitionKey: PartitionKey | null;
}

/** What makes two cookies the same one: RFC 6265bis 5.7 (name, domain, host-only, path), plus the partition. */
export function cookieKey(cookie: Cookie): string {
  const { name, domain, hostOnly, path, partitionKey } = cookie;
  const partition = partitionKey && [
    partitionKey.topLevelSite ?? null,
    partitionKey.hasCrossSiteAncestor ?? null,
  ];
  return JSON.stringify([domain, hostOnly, path, partition, name]);
}

/** Whether nothing that the browser keeps of two cookies differs. Expiry is compared to the second: the browser rounds it. */
export function sameCookie(a: Cookie, b: Cookie): boolean {
  return (
    cookieKey(a) === cookieKey(b) &&
    a.value === b.value &&
    a.secure === b.secure &&
    a.httpOnly === b.httpOnly &&
    a.sameSite === b.sameSite &&
    sameExpiry(a.expires, b.expires)
  );
}

function sameExpiry(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) < 1;
}

/** @param now seconds since the epoch */
export function isExpired(cookie: Cookie, now: number): boolean {
  return cookie.expires !== null && cookie.expires <= now;
}

/** Seconds. RFC 6265bis 5.5: browsers cut what is to last longer. */
const longestLife = 400 * 86_400;

/** The cookie as a browser keeps it that is given it now. @param now seconds since the epoch */
export function withLongestLife(cookie: Cookie, now: number): Cookie {
  const end = now + longestLife;
  return cookie.expires !== null && cookie.expires > end ? { ...cookie, expires: end } : cookie;
}

/**
 * The address to set a cookie by. `https` may set cookies with and without Secure, also on `http://localhost`, while an
 * `http` address may not replace one that is Secure (RFC 6265bis "leave secure cookies alone"). Only where a cookie is
 * partitioned under a site of its own must the address have that site's scheme (measured in Chromium).
 */
export function cookieUrl({
  domain,
  path,
  partitionKey,
}: Pick<Cookie, 'domain' | 'path' | 'partitionKey'>): string {
  const underOwnSite = partitionKey?.hasCrossSiteAncestor === false;
  const scheme = underOwnSite && partitionKey.topLevelSite?.startsWith('http:') ? 'http' : 'https';
  return `${scheme}://${domain}${path}`;
}

/**
 * Whether there is an address that it is sent to. Sites that make its path of an address with a query have cookies that nobody ever sees
 * again; and Chromium takes none of that path from an extension, be it to remove it.
 */
export function canBeSent({ path }: Pick<Cookie, 'path'>): boolean {
  const url = new URL('https://any.invalid/');
  url.pathname = path;
  return url.pathname === path;
}

/** RFC 6265bis 4.1.3: what `__Secure-` and `__Host-` promise of a cookie. */
export function keepsToPrefix({ name, secure, hostOnly, path }: Cookie): boolean {
  if (name.startsWith('__Secure-') && !secure) return false;
  return !name.startsWith('__Host-') || (secure && hostOnly && path === '/');
}

/** Browsers send cookies with longer paths first, then older ones first (RFC 6265bis 5.8.3). */
export function inSendingOrder(cookies: readonly Cookie[]): Cookie[] {
  return cookies.toSorted((a, b) => b.path.length - a.path.length);
}
