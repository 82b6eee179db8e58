import { parseSetCookie } from 'set-cookie-parser';
import type { StoreId, TabId } from '@/domain/ids';
import type { ObservedAnswer } from '@/domain/observed-answer';
import { domainOfHost, hostOfUrl } from '@/domain/site';

/** The pure half of `answers.ts`: what of a request and its answer matters for sign-ins. Values are compared, not kept. */

export interface Header {
  readonly name: string;
  readonly value?: string | undefined;
}

/** The part that both browsers give of a webRequest event. */
export interface RequestDetails {
  readonly requestId: string;
  readonly url: string;
  readonly method: string;
  readonly type: string;
  readonly tabId: number;
  readonly statusCode: number;
  readonly responseHeaders?: readonly Header[] | undefined;
  /** Chromium: the origin that began the request. */
  readonly initiator?: string | undefined;
  /** Firefox: the address that began it. */
  readonly originUrl?: string | undefined;
  /** Firefox: the container. */
  readonly cookieStoreId?: string | undefined;
}

/** What was known before the answer came. */
export interface RequestMemory {
  /** The `Cookie` header as it was sent. */
  readonly sentCookies: string;
  /** An earlier hop of its redirects led to another domain. */
  readonly wentElsewhere: boolean;
}

export const freshRequest: RequestMemory = { sentCookies: '', wentElsewhere: false };

/** @param store the cookie store where the browser does not tell one; @param now milliseconds since the epoch */
export function observe(
  details: RequestDetails,
  memory: RequestMemory,
  store: StoreId,
  now: number,
): ObservedAnswer {
  const cookies = setCookies(details.responseHeaders ?? []);
  const sent = new Set(memory.sentCookies.split('; '));
  const fresh = cookies.filter(
    (cookie) => !isRemoval(cookie, now) && !sent.has(`${cookie.name}=${cookie.value}`),
  );
  return {
    url: details.url,
    storeId: (details.cookieStoreId as StoreId | undefined) ?? store,
    tabId: details.tabId < 0 ? null : (details.tabId as TabId),
    mainFrame: details.type === 'main_frame',
    method: details.method,
    status: details.statusCode,
    fromElsewhere: memory.wentElsewhere || isForeign(details.initiator ?? details.originUrl, details.url),
    httpOnlyCookies: fresh.filter((cookie) => cookie.httpOnly === true).map((cookie) => cookie.name),
    removes: cookies.some((cookie) => isRemoval(cookie, now)),
  };
}

/** Whether the engine has anything to learn from it; almost every answer is not worth a look. */
export function isTelling(answer: ObservedAnswer): boolean {
  return answer.mainFrame || answer.removes || answer.httpOnlyCookies.length > 0 || answer.method !== 'GET';
}

/** Whether two addresses belong to different domains. An opaque or unknown origin tells nothing and counts as the same. */
export function isForeign(from: string | undefined, to: string): boolean {
  if (from === undefined || !/^https?:/.test(from)) return false;
  const [fromHost, toHost] = [hostOfUrl(from), hostOfUrl(to)];
  return fromHost !== null && toHost !== null && domainOfHost(fromHost) !== domainOfHost(toHost);
}

type SetCookie = ReturnType<typeof setCookies>[number];

/** Chromium gives one header a cookie, Firefox one header with a line a cookie. */
function setCookies(headers: readonly Header[]) {
  const lines = headers
    .filter((header) => header.name.toLowerCase() === 'set-cookie')
    .flatMap((header) => header.value?.split('\n') ?? []);
  return parseSetCookie(lines, { decodeValues: false });
}

function isRemoval(cookie: SetCookie, now: number): boolean {
  if (cookie.maxAge !== undefined) return cookie.maxAge <= 0;
  return cookie.value === '' || (cookie.expires !== undefined && cookie.expires.getTime() <= now);
}
