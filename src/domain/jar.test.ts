import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCookie } from '@/testing/builders';
import { cookieKey } from './cookie';
import {
  cookieJar,
  coveredBy,
  emptyJar,
  isAsGood,
  isBrief,
  type Jar,
  sameJar,
  withExpired,
  withUnread,
} from './jar';
import type { DumpId, OriginStorage, StoredDatabase } from './jar/web-storage';

const [shop, idp] = [{ domains: ['shop.test'] }, { domains: ['idp.test'] }];

describe('a jar of a Site with several domains', () => {
  it('keeps what was stored of the others, whatever is captured of one', () => {
    fc.assert(
      fc.property(jarOn('shop.test', 'login.idp.test'), jarOn('login.idp.test'), (stored, live) => {
        const merged = withUnread({ ...live, ...idp }, stored);
        expect(sameJar(coveredBy(idp, merged), live)).toBe(true);
        expect(sameJar(coveredBy(shop, merged), coveredBy(shop, stored))).toBe(true);
      }),
    );
  });

  it('has nothing of a domain that the Site does not cover', () => {
    const cookies = [aCookie(), aCookie({ domain: 'idp.test' }), aCookie({ domain: 'notshop.test' })];
    const origins = ['https://api.shop.test', 'https://idp.test'].map((origin) => ({
      origin,
      local: [],
      databases: [],
      caches: [],
    }));
    const covered = coveredBy(shop, { ...emptyJar, cookies, origins });
    expect(covered.cookies).toEqual([aCookie()]);
    expect(covered.origins.map(({ origin }) => origin)).toEqual(['https://api.shop.test']);
  });

  it('takes what it says nothing about for read', () => {
    const stored = cookieJar([aCookie(), aCookie({ domain: 'idp.test' })]);
    expect(withUnread(emptyJar, stored).cookies).toEqual([]);
  });
});

function jarOn(...domains: string[]): fc.Arbitrary<Jar> {
  const cookie = fc
    .record({ domain: fc.constantFrom(...domains), name: fc.constantFrom('a', 'b'), value: fc.string() })
    .map((fields) => aCookie(fields));
  return fc.uniqueArray(cookie, { selector: cookieKey }).map(cookieJar);
}

describe('a jar as good as another to put back', () => {
  const [a, b] = [aCookie({ name: 'a' }), aCookie({ name: 'b' })];
  const keeping = (local: OriginStorage['local'], databases: OriginStorage['databases']): Jar => ({
    ...cookieJar([a, b]),
    origins: [{ origin: 'https://shop.test', local, databases, caches: null }],
  });
  const notes = [{ name: 'notes', version: 1, stores: [], dump: 'd' as DumpId }];
  const others = notes.map((one) => ({ ...one, dump: 'e' as DumpId }));

  it.each<[string, boolean, Jar, Jar]>([
    ['is the same', true, cookieJar([a, b]), cookieJar([a, b])],
    ['has the same entries', true, keeping([['k', 'v']], []), keeping([['k', 'v']], [])],
    ['is sent in another order', false, cookieJar([a, b]), cookieJar([b, a])],
    ['has a cookie more', false, cookieJar([a, b]), cookieJar([a])],
    ['has another value', false, cookieJar([a]), cookieJar([{ ...a, value: 'other' }])],
    ['has another entry', false, keeping([['k', 'v']], []), keeping([['k', 'w']], [])],
    ['has databases with the very rows', true, keeping([], notes), keeping([], notes)],
    ['has databases, of which the rows were not compared', false, keeping([], notes), keeping([], others)],
    ['has a database more', false, keeping([], []), keeping([], notes)],
    ['has a database less', false, keeping([], notes), keeping([], [])],
  ])('%s: %s', (_, expected, one, other) => {
    expect(isAsGood(one, other)).toBe(expected);
  });
});

describe('a jar that is exchanged in a moment', () => {
  const of = (digests: StoredDatabase['digests'], caches: OriginStorage['caches'] = null): Jar => {
    const database = { name: 'notes', version: 1, stores: [], dump: 'd' as DumpId };
    const databases = [digests === undefined ? database : { ...database, digests }];
    return { ...emptyJar, origins: [{ origin: 'https://shop.test', local: [], databases, caches }] };
  };

  const entryAt = (origin: string): OriginStorage => ({
    origin,
    local: [['a', 'b']],
    databases: [],
    caches: null,
  });

  it.each<[string, boolean, Jar]>([
    ['is empty', true, emptyJar],
    ['has a few small stores', true, of([['a'], [], [null]])],
    ['has a store of several pieces', false, of([['a', 'b']])],
    ['has many stores', false, of(Array.from({ length: 11 }, () => ['a']))],
    ['has rows of which nobody knows how many there are', false, of(undefined)],
    ['is of many origins', false, { ...emptyJar, origins: ['a', 'b', 'c'].map(entryAt) }],
    ['has caches', false, of([], [{ name: 'pages', entries: 1, dump: 'd' as DumpId }])],
  ])('%s: %s', (_, expected, jar) => {
    expect(isBrief(jar)).toBe(expected);
  });
});

describe('withExpired', () => {
  it('keeps no more than can have been live at once, where each sign-in leaves one of its own', () => {
    let jar = cookieJar([]);
    for (let day = 0; day < 1000; day++) {
      const state = aCookie({ name: `state_${day}`, expires: day + 0.1 });
      jar = withExpired(cookieJar([aCookie(), state]), jar, day);
      jar = withExpired(cookieJar([aCookie()]), jar, day + 0.5);
    }
    expect(jar.cookies).toHaveLength(1 + 400);
    const names = jar.cookies.map(({ name }) => name);
    expect(names).toContain('state_999');
    expect(names).not.toContain('state_0');
  });
});
