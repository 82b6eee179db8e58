import { AppError } from '@/domain/app-error';
import { type Cookie, cookieKey, inSendingOrder, keepsToPrefix } from '@/domain/cookie';
import type { StoreId } from '@/domain/ids';
import { coversHost, type Site } from '@/domain/site';
import type { CookiePort } from '@/engine/ports';

/** Measured in both browsers: the 181st cookie of a registrable domain makes the oldest go until 150 are left. */
const limit = 180;
const purgedTo = 150;

/**
 * A cookie store that follows the browsers' rules: identity, order, expiry, prefixes, limits. `e2e/` runs the same contract
 * against the real one.
 */
export interface FakeCookies extends CookiePort {
  /** Everything in it, in the order in which it would be sent. */
  readonly content: () => Cookie[];
  /** A site's own write. */
  readonly write: (cookie: Cookie) => void;
  readonly clear: () => void;
  /** Names that the browser refuses from now on. */
  readonly refused: Set<string>;
  granted: boolean;
}

/** @param now milliseconds since the epoch */
export function createFakeCookies(now: () => number = Date.now): FakeCookies {
  // Insertion order is the order of creation.
  const kept = new Map<string, Cookie>();

  const write = (cookie: Cookie) => {
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
  const content = () => inSendingOrder([...kept.values()]);
  const fake: FakeCookies = {
    granted: true,
    refused: new Set(),
    content,
    write,
    clear: () => kept.clear(),
    all: async (site: Site, storeId: StoreId) =>
      fake.granted ? content().filter((c) => c.storeId === storeId && coversHost(site, c.domain)) : [],
    set: async (cookie) => {
      if (!fake.granted || fake.refused.has(cookie.name) || !isAllowed(cookie)) {
        throw new AppError('cookie/refused', cookie.name);
      }
      write(cookie);
    },
    remove: async (cookie) => {
      if (!fake.granted) throw new AppError('cookie/refused', cookie.name);
      kept.delete(cookieKey(cookie));
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
