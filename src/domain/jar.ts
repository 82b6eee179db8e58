import type { Cookie } from './cookie';
import { cookieKey, inSendingOrder, isExpired, sameCookie } from './cookie';
import type { TabId } from './ids';
import {
  holdsSomething,
  type OriginStorage,
  type StoredDatabase,
  sameEntries,
  type TabStorage,
} from './jar/web-storage';
import { coversHost, coversUrl, type Site } from './site';

/** A Jar is what a sign-in lives in: the cookies of one Account on one Site, and what the Site's origins keep. */
export interface Jar {
  /** In the order in which the browser sends them. */
  readonly cookies: readonly Cookie[];
  /** One for each origin that was read. An origin that is not here is unread, which is not the same as empty. */
  readonly origins: readonly OriginStorage[];
  readonly tabs: readonly TabStorage[];
  /**
   * Of a jar that was just captured: the domains whose cookies are its account's own. Those of others were not read, or are the same for
   * all accounts; what is stored of them stays.
   */
  readonly domains?: readonly string[];
  /** Of a jar that was just captured: the tabs that could not be read, since they sleep. What is stored of them stays. */
  readonly asleep?: readonly TabId[];
  /** Of a jar that was just captured: origins that may keep what is another account's. It takes the place of nothing that is stored of them. */
  readonly common?: readonly string[];
}

export const emptyJar: Jar = { cookies: [], origins: [], tabs: [] };

/** A jar of which nothing but the cookies was read. */
export function cookieJar(cookies: readonly Cookie[]): Jar {
  return { ...emptyJar, cookies };
}

/** Whether there is more in it than cookies. */
export function keepsStorage({ origins, tabs }: Pick<Jar, 'origins' | 'tabs'>): boolean {
  return origins.some(holdsSomething) || tabs.some(({ session }) => session.length > 0);
}

/** Origins, and stores of databases, that are exchanged in a moment, if each store is small. */
const few = { origins: 2, stores: 10 } as const;

/** Whether it takes a moment to read or to plant all of it, as far as can be told from what is stored. */
export function isBrief({ origins }: Pick<Jar, 'origins'>): boolean {
  if (origins.filter(holdsSomething).length > few.origins) return false;
  const databases = origins.flatMap((one) => one.databases ?? []);
  const caches = origins.flatMap((one) => one.caches ?? []);
  const stores = databases.flatMap(({ digests }) => digests ?? []);
  const areTold = databases.every(({ digests }) => digests !== undefined);
  return (
    areTold && stores.every(({ length }) => length <= 1) && stores.length <= few.stores && caches.length === 0
  );
}

export function originIn(jar: Pick<Jar, 'origins'>, origin: string): OriginStorage {
  return (
    jar.origins.find((one) => one.origin === origin) ?? { origin, local: null, databases: null, caches: null }
  );
}

/**
 * A newer jar, with what was not read this time as it was before. A tab's sessionStorage is given up once another tab of its
 * origin was read: the tab is gone then, or had nothing, unless it sleeps.
 */
export function withUnread(captured: Jar, before: Jar): Jar {
  const stored = new Set([...before.origins, ...before.tabs].map(({ origin }) => origin));
  const newer = leavingOut(
    captured,
    (captured.common ?? []).filter((origin) => stored.has(origin)),
  );
  const origins = new Set(newer.origins.map(({ origin }) => origin));
  const read = newer.origins.map(({ origin, local, databases, caches }): OriginStorage => {
    const old = originIn(before, origin);
    return {
      origin,
      local: local ?? old.local,
      databases: databases ?? old.databases,
      caches: caches ?? old.caches,
    };
  });
  const tabOrigins = new Set(newer.tabs.map(({ origin }) => origin));
  const isUnread = ({ tabId, origin }: TabStorage) =>
    !tabOrigins.has(origin) || newer.asleep?.includes(tabId);
  return {
    cookies: cookiesWithUnread(newer, before),
    origins: [...read, ...before.origins.filter(({ origin }) => !origins.has(origin))],
    tabs: [...newer.tabs, ...before.tabs.filter(isUnread)],
  };
}

/** A jar in which these origins are unread. */
export function leavingOut(jar: Jar, unread: readonly string[]): Jar {
  const stays = ({ origin }: { readonly origin: string }) => !unread.includes(origin);
  return { ...jar, origins: jar.origins.filter(stays), tabs: jar.tabs.filter(stays) };
}

function cookiesWithUnread({ cookies, domains }: Jar, before: Jar): readonly Cookie[] {
  if (domains === undefined) return cookies;
  const isOwn = ({ domain }: Cookie) => coversHost({ domains }, domain);
  const unread = before.cookies.filter((cookie) => !isOwn(cookie));
  return unread.length === 0 ? cookies : inSendingOrder([...cookies.filter(isOwn), ...unread]);
}

/**
 * What of a jar is about a Site as it is now. A domain that was taken from it has left its part in stored jars, and stays there:
 * it must not be planted.
 */
export function coveredBy(site: Pick<Site, 'domains'>, jar: Jar): Jar {
  return {
    cookies: jar.cookies.filter(({ domain }) => coversHost(site, domain)),
    origins: jar.origins.filter(({ origin }) => coversUrl(site, origin)),
    tabs: jar.tabs.filter(({ origin }) => coversUrl(site, origin)),
  };
}

/** A jar in which nothing is kept of an origin; that is known of it, so that it is not filled in from before. */
export function withoutOrigin(jar: Jar, origin: string): Jar {
  const empty: OriginStorage = { origin, local: [], databases: [], caches: [] };
  return {
    ...jar,
    origins: jar.origins.map((one) => (one.origin === origin ? empty : one)),
    tabs: jar.tabs.map((tab) => (tab.origin === origin ? { ...tab, session: [] } : tab)),
  };
}

/** More than a Site of two domains can have at once; sites that give each sign-in one of its own would leave any number. */
const most = 400;

function newestOf(cookies: readonly Cookie[]): Cookie[] {
  return cookies.toSorted((a, b) => (b.expires ?? 0) - (a.expires ?? 0)).slice(0, most);
}

/**
 * A newer jar with the cookies of the one before that could not be live because they have expired. They are not planted either;
 * but if it was the clock that was wrong, they will be.
 * @param now seconds since the epoch
 */
export function withExpired(newer: Jar, before: Jar, now: number): Jar {
  const keys = new Set(newer.cookies.map(cookieKey));
  const gone = before.cookies.filter((cookie) => isExpired(cookie, now) && !keys.has(cookieKey(cookie)));
  const expired = gone.length <= most ? gone : newestOf(gone);
  return expired.length === 0 ? newer : { ...newer, cookies: inSendingOrder([...newer.cookies, ...expired]) };
}

/** How the cookies of a live jar differ from those that were wanted; names only, so that it may be told. */
export interface JarDifference {
  readonly missing: readonly string[];
  readonly surplus: readonly string[];
  readonly changed: readonly string[];
}

export function differenceOf(wanted: Pick<Jar, 'cookies'>, live: Pick<Jar, 'cookies'>): JarDifference {
  const wantedByKey = new Map(wanted.cookies.map((cookie) => [cookieKey(cookie), cookie]));
  const liveByKey = new Map(live.cookies.map((cookie) => [cookieKey(cookie), cookie]));
  const missing: string[] = [];
  const changed: string[] = [];
  for (const [key, cookie] of wantedByKey) {
    const found = liveByKey.get(key);
    if (found === undefined) missing.push(cookie.name);
    else if (!sameCookie(cookie, found)) changed.push(cookie.name);
  }
  const surplus = [...liveByKey].filter(([key]) => !wantedByKey.has(key)).map(([, cookie]) => cookie.name);
  return { missing, surplus, changed };
}

/** The name of one thing that is not as wanted, or `null` when all is. */
export function firstFault(difference: JarDifference): string | null {
  return difference.missing[0] ?? difference.changed[0] ?? difference.surplus[0] ?? null;
}

/** Whether to put back the one is to put back the other: as `sameJar`, and cookies are sent in the same order. */
export function isAsGood(a: Jar, b: Jar): boolean {
  return sameJar(a, b) && a.cookies.every((cookie, index) => cookieKey(cookie) === keyAt(b, index));
}

function keyAt({ cookies }: Jar, index: number): string | null {
  const cookie = cookies[index];
  return cookie === undefined ? null : cookieKey(cookie);
}

type Dumps = readonly Pick<StoredDatabase, 'name' | 'dump'>[] | null;

/** What has the same name and the same dump is one and the same. */
function sameDumps(a: Dumps, b: Dumps): boolean {
  const dumps = new Map(b?.map(({ name, dump }) => [name, dump]));
  return (a ?? []).length === dumps.size && (a ?? []).every(({ name, dump }) => dumps.get(name) === dump);
}

/** Whether two jars hold the same as far as can be told without reading rows. */
export function sameJar(a: Jar, b: Jar): boolean {
  if (firstFault(differenceOf(a, b)) !== null) return false;
  if (a.origins.length !== b.origins.length || a.tabs.length !== b.tabs.length) return false;
  const sameOrigins = a.origins.every((one) => {
    const other = originIn(b, one.origin);
    const alike = sameDumps(one.databases, other.databases) && sameDumps(one.caches, other.caches);
    return alike && sameEntries(one.local ?? [], other.local ?? []);
  });
  return (
    sameOrigins &&
    a.tabs.every(({ tabId, session }) => {
      const other = b.tabs.find((tab) => tab.tabId === tabId);
      return other !== undefined && sameEntries(session, other.session);
    })
  );
}
