import browser, { type Cookies } from 'webextension-polyfill';
import { AppError } from '@/domain/app-error';
import {
  type Cookie,
  canBeSent,
  cookieUrl,
  inSendingOrder,
  keepsToPrefix,
  type PartitionKey,
  type SameSite,
} from '@/domain/cookie';
import type { StoreId } from '@/domain/ids';
import { coversHost, domainOfHost } from '@/domain/site';
import type { CookiePort } from '@/engine/ports';

/** `partitionKey` is newer than the polyfill's types. */
type PartitionedQuery = Cookies.GetAllDetailsType & { partitionKey: PartitionKey };
type PartitionedSet = Cookies.SetDetailsType & { partitionKey?: PartitionKey };

/** 1970: a cookie set with this date is removed by the browser, and it alone. */
const past = 1;

/**
 * The cookie store of the browser.
 *
 * `cookies.remove` is not used: it takes every cookie of that name that the address would be sent, whatever its path and
 * domain (measured in Chromium), or only the first (measured in Firefox). Setting the very cookie with a past date removes
 * exactly it in both.
 */
export function createCookiePort(): CookiePort {
  return {
    async all(site, storeId) {
      const found = await Promise.all(site.domains.map((domain) => cookiesOf(domain, storeId)));
      const all = found.flat();
      return inSendingOrder(import.meta.env.FIREFOX ? all : all.filter(canBeSent));
    },
    set: async (cookie, storeId) => {
      // Firefox checks neither. A jar that came from a browser keeps to it; one from elsewhere need not.
      if (!keepsToPrefix(cookie)) throw new AppError('cookie/refused', cookie.name);
      // In Firefox an overwritten cookie keeps its age (measured), so its place in the order would stay wrong.
      const gone = import.meta.env.FIREFOX ? put({ ...cookie, value: '-' }, past, storeId) : undefined;
      await Promise.all([gone, put(cookie, cookie.expires, storeId)]);
    },
    // A cookie with neither name nor value would be refused.
    remove: (cookie, storeId) => put({ ...cookie, value: '-' }, past, storeId),
  };
}

/**
 * A cookie was changed, by a site or by us.
 * @param listener given the domain that the cookie belongs to, and nothing of what is in it
 */
export function onCookieChange(listener: (domain: string, storeId: StoreId) => void): void {
  browser.cookies.onChanged.addListener(({ cookie }) => {
    listener(domainOfHost(cookie.domain.replace(/^\./, '')), cookie.storeId as StoreId);
  });
}

/** An empty `partitionKey` asks for partitioned cookies beside the others; without it they are left out. */
async function cookiesOf(domain: string, storeId: StoreId): Promise<Cookie[]> {
  const everywhere: PartitionedQuery = { storeId, partitionKey: {} };
  // Firefox finds none of an IPv6 address by its name (measured).
  const query = import.meta.env.FIREFOX && domain.startsWith('[') ? everywhere : { ...everywhere, domain };
  const found = (await browser.cookies.getAll(query)).map(fromBrowser);
  return found.filter((cookie) => coversHost({ domains: [domain] }, cookie.domain));
}

/** Whether it was stored is not told reliably by what `set` returns; the engine reads all back anyway. */
async function put(cookie: Cookie, expires: number | null, storeId: StoreId): Promise<void> {
  try {
    await browser.cookies.set({ ...toBrowser(cookie, expires), storeId });
  } catch (error) {
    // The browser's own text can quote the value: it stays in `cause`, which crosses no border.
    throw new AppError('cookie/refused', cookie.name, { cause: error });
  }
}

function fromBrowser(cookie: Cookies.Cookie): Cookie {
  const { partitionKey } = cookie as { partitionKey?: PartitionKey };
  return {
    name: cookie.name,
    value: cookie.value,
    domain: cookie.domain.replace(/^\./, ''),
    hostOnly: cookie.hostOnly,
    path: cookie.path,
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    sameSite: cookie.sameSite as SameSite,
    expires: cookie.expirationDate ?? null,
    partitionKey: partitionKey ?? null,
  };
}

function toBrowser(cookie: Cookie, expires: number | null): PartitionedSet {
  return {
    url: cookieUrl(cookie),
    name: cookie.name,
    value: cookie.value,
    path: cookie.path,
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    sameSite: cookie.sameSite as Cookies.SameSiteStatus,
    // A domain given, even the very host, makes the cookie one that goes to sub-domains too.
    ...(cookie.hostOnly ? {} : { domain: cookie.domain }),
    ...(expires === null ? {} : { expirationDate: expires }),
    ...(cookie.partitionKey === null ? {} : { partitionKey: cookie.partitionKey }),
  };
}
