import { type Cookie, keepsToPrefix } from '../cookie';
import { isLoopback } from '../site';

/** Which cookies an answer can set. */

/** Whether nobody on the way can have changed what came from there. */
export function isSecure({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || isLoopback(hostname);
}

/** Characters of name and value together (RFC 6265bis 5.6). */
const largest = 4096;

/** Whether a browser takes this cookie from an answer of this address (RFC 6265bis 5.7). */
export function mayBeSetBy(cookie: Cookie, url: URL): boolean {
  const { name, value, domain, hostOnly, secure, sameSite } = cookie;
  const isOfHost = url.hostname === domain || (!hostOnly && url.hostname.endsWith(`.${domain}`));
  const isSafe = secure ? isSecure(url) : sameSite !== 'no_restriction';
  return (
    isOfHost &&
    isSafe &&
    keepsToPrefix(cookie) &&
    name + value !== '' &&
    name.length + value.length <= largest
  );
}
