import { AppError } from '@/domain/app-error';
import { type Cookie, cookieKey, inSendingOrder, keepsToPrefix, withLongestLife } from '@/domain/cookie';
import type { StoreId } from '@/domain/ids';
import { coversHost, type Site } from '@/domain/site';
import type { CookiePort } from '@/engine/ports';
import { store } from './builders';

/** Measured in both browsers: the 181st cookie of a registrable domain makes the oldest go until 150 are left. */
const limit = 180;
const purgedTo = 150;

/**
 * A cookie store that follows the browsers' rules: identity, order, expiry, prefixes, limits. `e2e/` runs the same contract
 * against the real one.
 */
export interface FakeCookies extends CookiePort {
  /** Everything in a store (that of ordinary windows), in the order in which it would be sent. */
  readonly content: (storeId?: StoreId) => Cookie[];
  /** A site's own write. */
  readonly write: (cookie: Cookie, storeId?: StoreId) => void;
  readonly clear: () => void;
  /** Names that the browser refuses from now on. */
  readonly refused: Set<string>;
  granted: boolean;
}

/** @param now milliseconds since the epoch */
export function createFakeCookies(now: () => number = Date.now): FakeCookies {
  const stores = new Map<StoreId, Map<string, Cookie>>();
  // Insertion order is the order of creation.
  const inStore = (storeId: StoreId): Map<string, Cookie> => {
    const kept = stores.get(storeId) ?? new Map<string, Cookie>();
    stores.set(storeId, kept);
    return kept;
  };

  const write = (written: Cookie, storeId = store) => {
    const cookie = withLongestLife(written, now() / 1000);
    const kept = inStore(storeId);
    const key = cookieKey(cookie);
    if (cookie.expires !== null && cookie.expires <= now() / 1000) {
      kept.delete(key);
      return;
    }
    // Set again with the same value, a cookie keeps its age.
    if (kept.get(key)?.value !== cookie.value) kept.delete(key);
    kept.set(key, cookie);
    if (kept.size > limit)
      for (const old of [...kept.keys()].slice(0, kept.size - purgedTo)) kept.delete(old);
  };
  const content = (storeId = store) => inSendingOrder([...inStore(storeId).values()]);
  const fake: FakeCookies = {
    granted: true,
    refused: new Set(),
    content,
    write,
    clear: () => stores.clear(),
    all: async (site: Site, storeId: StoreId) =>
      fake.granted ? content(storeId).filter(({ domain }) => coversHost(site, domain)) : [],
    set: async (cookie, storeId) => {
      if (!fake.granted || fake.refused.has(cookie.name) || !isAllowed(cookie)) {
        throw new AppError('cookie/refused', cookie.name);
      }
      write(cookie, storeId);
    },
    remove: async (cookie, storeId) => {
      if (!fake.granted) throw new AppError('cookie/refused', cookie.name);
      inStore(storeId).delete(cookieKey(cookie));
    },
  };
  return fake;
}

/** RFC 6265bis 5.7: prefixes, SameSite=None, size, and characters that would end a header. */
function isAllowed(cookie: Cookie): boolean {
  const { name, value, secure, sameSite } = cookie;
  if ((name === '' && value === '') || !keepsToPrefix(cookie)) return false;
  if (sameSite === 'no_restriction' && !secure) return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return name.length + value.length <= 4096 && !/[\x00-\x1f\x7f;]/.test(name + value);
}
