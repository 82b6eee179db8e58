import { type Cookie, cookieKey, inSendingOrder, isExpired } from '../cookie';
import type { StoreId } from '../ids';
import type { Jar } from '../jar';
import type { LateOwner } from '../jar/settling';
import { coversUrl } from '../site';
import { isSecure } from './set-cookie';

/**
 * The cookies of an answer, when they came too late: the barrier keeps them out of the live jar, and they belong to whoever had
 * asked. A refresh token that was renewed by a page's last request is of use to nobody else, and the old one to nobody.
 */
export interface LateAnswer {
  readonly url: string;
  readonly storeId: StoreId;
  /** When its request began; milliseconds since the epoch. */
  readonly startedAt: number;
  /** In the order of the answer; one that has expired takes the stored one away. */
  readonly cookies: readonly Cookie[];
}

/** Whether what was asked for then was asked for by the account before. @param worker the one that saw it begin */
export function isLate(
  owner: LateOwner | null,
  { url, startedAt }: Pick<LateAnswer, 'url' | 'startedAt'>,
  worker: string,
): owner is LateOwner {
  if (owner === null || owner.worker !== worker || startedAt >= owner.before) return false;
  return owner.domains === null || coversUrl({ domains: owner.domains }, url);
}

/** @param now seconds since the epoch */
export function withLateCookies(
  jar: Jar,
  { cookies, url }: Pick<LateAnswer, 'cookies' | 'url'>,
  now: number,
): Jar {
  const kept = new Map(jar.cookies.map((cookie) => [cookieKey(cookie), cookie]));
  const secure = new Set(jar.cookies.filter((one) => one.secure).map(({ name }) => name));
  // RFC 6265bis 5.7: what can have been changed on its way leaves secure cookies alone.
  const late = isSecure(new URL(url)) ? cookies : cookies.filter(({ name }) => !secure.has(name));
  for (const cookie of late) {
    const key = cookieKey(cookie);
    // Overwritten, a cookie counts as new.
    if (kept.get(key)?.value !== cookie.value) kept.delete(key);
    if (isExpired(cookie, now)) kept.delete(key);
    else kept.set(key, cookie);
  }
  return { ...jar, cookies: inSendingOrder([...kept.values()]) };
}
