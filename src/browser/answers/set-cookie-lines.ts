import { parseSetCookie } from 'set-cookie-parser';
import { type Cookie, type SameSite, withLongestLife } from '@/domain/cookie';
import { mayBeSetBy } from '@/domain/cookie/set-cookie';
import type { Header } from './header';

/** What the `Set-Cookie` lines of an answer say. */

export type SetCookie = ReturnType<typeof setCookies>[number];

/** Chromium gives one header a cookie, Firefox one header with a line a cookie. */
export function setCookies(headers: readonly Header[]) {
  const lines = headers
    .filter((header) => header.name.toLowerCase() === 'set-cookie')
    .flatMap((header) => header.value?.split('\n') ?? []);
  // It would quote what it does not understand on the console.
  return parseSetCookie(
    lines.map((line) => line.replace(numberAsDate, '')),
    { decodeValues: false, silent: true },
  );
}

/** `Expires=0` and the like: no date by RFC 6265 5.1.1, while `Date` makes one of the year 2000 of it. */
const numberAsDate = /;\s*expires\s*=[^;a-z]*(?=;|$)/gi;

/** Whether it takes the cookie away. @param now milliseconds since the epoch */
export function isRemoval(cookie: SetCookie, now: number): boolean {
  if (cookie.maxAge !== undefined) return cookie.maxAge <= 0;
  return cookie.value === '' || (cookie.expires !== undefined && cookie.expires.getTime() <= now);
}

/**
 * The cookies that an answer sets or takes away, but for partitioned ones, and for those that no browser would take from there.
 * @param now milliseconds since the epoch
 */
export function cookiesOf(headers: readonly Header[], url: string, now: number): Cookie[] {
  const from = new URL(url);
  return setCookies(headers)
    .filter((cookie) => !('partitioned' in cookie))
    .map((cookie) => withLongestLife(toCookie(cookie, from, now), now / 1000))
    .filter((cookie) => mayBeSetBy(cookie, from));
}

/** RFC 6265bis 5.7: what a browser makes of a `Set-Cookie` line. */
function toCookie(cookie: SetCookie, url: URL, now: number): Cookie {
  const domain = cookie.domain?.replace(/^\./, '').toLowerCase();
  return {
    name: cookie.name,
    value: cookie.value,
    domain: domain || url.hostname,
    hostOnly: !domain,
    path: cookie.path?.startsWith('/') ? cookie.path : defaultPath(url),
    secure: cookie.secure === true,
    httpOnly: cookie.httpOnly === true,
    sameSite: sameSiteOf(cookie.sameSite),
    expires: expiryOf(cookie, now),
    partitionKey: null,
  };
}

/** RFC 6265bis 5.1.4. */
function defaultPath({ pathname }: URL): string {
  return pathname.slice(0, pathname.lastIndexOf('/')) || '/';
}

function sameSiteOf(text: string | undefined): SameSite {
  switch (text?.toLowerCase()) {
    case 'none':
      return 'no_restriction';
    case 'lax':
      return 'lax';
    case 'strict':
      return 'strict';
    default:
      return 'unspecified';
  }
}

/** @returns seconds since the epoch, or `null` for a session cookie */
function expiryOf({ maxAge, expires }: SetCookie, now: number): number | null {
  if (maxAge !== undefined) return now / 1000 + maxAge;
  return expires === undefined ? null : expires.getTime() / 1000;
}
