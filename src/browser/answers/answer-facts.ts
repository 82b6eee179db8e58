import type { LateAnswer } from '@/domain/cookie/late-answer';
import type { StoreId, TabId } from '@/domain/ids';
import type { ObservedAnswer } from '@/domain/sign-in/observed-answer';
import { jsonNames, type Sent, sentBy } from '@/domain/sign-in/sent-fields';
import { domainOfHost, hostOfUrl } from '@/domain/site';
import type { Header } from './header';
import { cookiesOf, isRemoval, setCookies } from './set-cookie-lines';

/** The pure half of `answers.ts`: what of a request and its answer matters for sign-ins. Values are compared, not kept. */

/** The part that both browsers give of a webRequest event. */
export interface RequestDetails {
  readonly requestId: string;
  readonly url: string;
  readonly method: string;
  readonly type: string;
  readonly tabId: number;
  readonly statusCode: number;
  readonly responseHeaders?: readonly Header[] | undefined;
  /** Chromium: the origin that began the request, where we may reach that one too. */
  readonly initiator?: string | undefined;
  /** Firefox: the address that began it. */
  readonly originUrl?: string | undefined;
  /** Firefox: the container. */
  readonly cookieStoreId?: string | undefined;
  /** Milliseconds since the epoch, by the computer's clock. */
  readonly timeStamp: number;
}

/** What a request carries, as both browsers show it: a form's fields, or the bytes. */
export interface RequestBody {
  readonly formData?: Readonly<Record<string, unknown>> | undefined;
  readonly raw?: readonly { readonly bytes?: ArrayBuffer }[] | undefined;
}

/** What was known before the answer came. */
export interface RequestMemory {
  /** The `Cookie` header as it was sent. */
  readonly sentCookies: string;
  /** The `Referer` header; `null` where there was none. */
  readonly referrer: string | null;
  /** The `Sec-Fetch-Site` header was `cross-site`. */
  readonly crossSite: boolean;
  /** The address that was asked for, before any redirect; `null` where that was not seen. */
  readonly firstUrl: string | null;
  /** The domains that its redirects have led from and to, in their order; empty as long as they stayed on one. */
  readonly domains: readonly string[];
  /** Milliseconds since the epoch; `null` where the worker was not there to see. */
  readonly startedAt: number | null;
  readonly sent: Sent;
}

export const freshRequest: RequestMemory = {
  sentCookies: '',
  referrer: null,
  crossSite: false,
  firstUrl: null,
  domains: [],
  startedAt: null,
  sent: 'unseen',
};

/** Bytes; no sign-in is larger, and an upload is not worth a look. */
const mostRead = 32_000;

/** What a body is about, by the names of its fields. Nothing of what is in them is kept. */
export function sentIn({ formData, raw = [] }: RequestBody): Sent {
  if (formData !== undefined) return sentBy(Object.keys(formData));
  const bytes = raw.flatMap((part) => part.bytes ?? []);
  if (bytes.reduce((sum, { byteLength }) => sum + byteLength, 0) > mostRead) return 'unseen';
  const text = bytes.map((part) => new TextDecoder().decode(part)).join('');
  return sentBy(jsonNames(text));
}

/**
 * @param store the cookie store where the browser does not tell one
 * @param now milliseconds since the epoch
 * @param at when it came, by the engine's clock
 */
export function observe(
  details: RequestDetails,
  memory: RequestMemory,
  store: StoreId,
  now: number,
  at: number,
): ObservedAnswer {
  const ledBy = details.initiator ?? details.originUrl ?? memory.referrer;
  const ledFrom = ledBy !== null && isForeign(ledBy, details.url) ? domainOfUrl(ledBy) : null;
  // A page can keep its address to itself.
  const isLedFromElsewhere = ledBy === null ? memory.crossSite : ledFrom !== null;
  const wentElsewhere = memory.domains.length > 0;
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
    document: isDocument(details),
    method: details.method,
    startedAt: memory.startedAt ?? Number.POSITIVE_INFINITY,
    status: details.statusCode,
    at,
    sent: memory.sent,
    ledBy,
    ledFrom,
    fromElsewhere: wentElsewhere || isLedFromElsewhere,
    ledThrough: memory.domains.filter((domain) => domain !== domainOfUrl(details.url)),
    ledAwayFrom: wentElsewhere ? memory.firstUrl : null,
    unbidden: ledBy === null && !memory.crossSite && !wentElsewhere,
    httpOnlyCookies: fresh.filter((cookie) => cookie.httpOnly === true).map((cookie) => cookie.name),
    removed: cookies.filter((cookie) => isRemoval(cookie, now)).map((cookie) => cookie.name),
    binds: (details.responseHeaders ?? []).some(({ name }) => binding.test(name)),
  };
}

/** W3C Device Bound Session Credentials; the second is what it was called first. */
const binding = /^(secure|sec)-session-registration$/i;

/**
 * The cookies that an answer sets, whole, should it turn out to be late; `null` when it sets none, or nobody saw its request
 * begin. Partitioned ones are left out: a header does not tell under which site.
 * @param store the cookie store where the browser does not tell one; @param now milliseconds since the epoch
 */
export function lateAnswer(
  details: Pick<RequestDetails, 'url' | 'responseHeaders' | 'cookieStoreId'>,
  { startedAt }: RequestMemory,
  store: StoreId,
  now: number,
): LateAnswer | null {
  if (startedAt === null) return null;
  const { url } = details;
  const storeId = (details.cookieStoreId as StoreId | undefined) ?? store;
  const cookies = cookiesOf(details.responseHeaders ?? [], url, now);
  return cookies.length === 0 ? null : { url, storeId, startedAt, cookies };
}

/** Frames of our own are none: nothing of the site runs there. */
function isDocument(details: RequestDetails): boolean {
  const isFrame = details.type === 'main_frame' || details.type === 'sub_frame';
  return isFrame && !isOurOwn(details);
}

/**
 * Whether a page or the background of an extension has asked for it; only our own are told of. A page that a tab is led to by one is as
 * any that its person goes to.
 */
export function isOurOwn({
  type,
  initiator,
  originUrl,
}: Pick<RequestDetails, 'type' | 'initiator' | 'originUrl'>): boolean {
  return type !== 'main_frame' && /^(chrome|moz)-extension:/.test(initiator ?? originUrl ?? '');
}

/** Whether the engine has anything to learn from it; almost every answer is not worth a look. */
export function isTelling(answer: ObservedAnswer): boolean {
  const { document, removed, binds, httpOnlyCookies, method } = answer;
  return document || removed.length > 0 || binds || httpOnlyCookies.length > 0 || method !== 'GET';
}

/** Whether two addresses belong to different domains. An opaque or unknown origin tells nothing and counts as the same. */
export function isForeign(from: string, to: string): boolean {
  const [fromDomain, toDomain] = [domainOfUrl(from), domainOfUrl(to)];
  return fromDomain !== null && toDomain !== null && fromDomain !== toDomain;
}

/** What is remembered of a request that is redirected. */
export function redirected(memory: RequestMemory, from: string, to: string): RequestMemory {
  const [left, reached] = [domainOfUrl(from), domainOfUrl(to)];
  if (left === null || reached === null || left === reached) return memory;
  const before = memory.domains.length === 0 ? [left] : memory.domains;
  return { ...memory, domains: [...before, reached] };
}

function domainOfUrl(url: string): string | null {
  const host = /^https?:/.test(url) ? hostOfUrl(url) : null;
  return host === null ? null : domainOfHost(host);
}
