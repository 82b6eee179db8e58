import { type Cookie, inSendingOrder, isExpired } from '../cookie';
import { isLoopback } from '../site';

/**
 * The cookies of a jar that an address would be sent, in the order in which a browser sends them (RFC 6265bis 5.8.3). The request is
 * taken for one that its person makes, so SameSite keeps nothing back; partitioned cookies belong to frames in other sites.
 * @param now seconds since the epoch
 */
export function cookiesFor(cookies: readonly Cookie[], url: string, now: number): Cookie[] {
  const { protocol, hostname, pathname } = new URL(url);
  const isSecure = protocol === 'https:' || isLoopback(hostname);
  const isSent = (cookie: Cookie) =>
    cookie.partitionKey === null &&
    !isExpired(cookie, now) &&
    (isSecure || !cookie.secure) &&
    matchesHost(cookie, hostname) &&
    matchesPath(cookie.path, pathname);
  return inSendingOrder(cookies.filter(isSent));
}

/** The value of a `Cookie` header. A cookie without a name is its value alone. */
export function cookieHeader(cookies: readonly Cookie[]): string {
  return cookies.map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; ');
}

/** RFC 6265bis 5.1.3. A jar has cookies of a public suffix, or of an IP address, for that host alone. */
function matchesHost({ domain, hostOnly }: Cookie, host: string): boolean {
  return host === domain || (!hostOnly && host.endsWith(`.${domain}`));
}

/** RFC 6265bis 5.1.4. */
function matchesPath(path: string, asked: string): boolean {
  if (!asked.startsWith(path)) return false;
  return asked.length === path.length || path.endsWith('/') || asked[path.length] === '/';
}
