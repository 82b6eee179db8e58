import type { Cookie } from '@/domain/cookie';
import type { Place, SiteId, StoreId, TabId } from '@/domain/ids';
import { cookieJar, type Jar } from '@/domain/jar';
import type { ObservedAnswer } from '@/domain/sign-in/observed-answer';
import type { Tab, Words } from '@/engine/ports';

/** Values for tests: each builder gives something ordinary, and a test says only what it is about. */

export const store = '0' as StoreId;
export const shop: Place = { siteId: 'shop.test' as SiteId, storeId: store };

export const numbered = (number: number) => `Account ${number}`;
export const words: Words = { accountLabel: numbered, allPorts: (host) => `${host} (all ports)` };

export function aCookie(overrides: Partial<Cookie> = {}): Cookie {
  return {
    name: 'sid',
    value: 'one',
    domain: 'shop.test',
    hostOnly: true,
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'lax',
    expires: null,
    partitionKey: null,
    ...overrides,
  };
}

/** A signed-in jar of somebody: a session and a thing that scripts may read. */
export function jarOf(person: string): Jar {
  return cookieJar([aCookie({ value: person }), aCookie({ name: 'seen', value: person, httpOnly: false })]);
}

/** A page of shop.test in answer to what nobody asked for by a link or a script; it sets nothing. */
export function anAnswer(overrides: Partial<ObservedAnswer> = {}): ObservedAnswer {
  return {
    url: 'https://www.shop.test/',
    storeId: store,
    tabId: 1 as TabId,
    mainFrame: true,
    document: true,
    method: 'GET',
    startedAt: Number.POSITIVE_INFINITY,
    status: 200,
    at: Number.POSITIVE_INFINITY,
    sent: 'unseen',
    ledBy: null,
    fromElsewhere: false,
    ledFrom: null,
    ledThrough: [],
    ledAwayFrom: null,
    unbidden: false,
    httpOnlyCookies: [],
    removed: [],
    binds: false,
    ...overrides,
  };
}

export function aTab(overrides: Partial<Tab> = {}): Tab {
  return {
    id: 1 as TabId,
    storeId: store,
    url: 'https://www.shop.test/cart',
    title: 'Cart',
    front: true,
    awake: true,
    loading: false,
    opener: null,
    ...overrides,
  };
}
