import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCookie } from '@/testing/builders';
import { token } from '@/testing/people';
import { cookieJar, emptyJar, type Jar } from '../jar';
import type { DumpId, StoredDatabase } from '../jar/web-storage';
import { signInEndsAt } from './sign-in-end';

const day = 86_400;
const lasting = (exp: number) => token({ sub: 'a', iat: exp - day, exp });
const local = (...entries: [string, string][]): Jar => ({
  ...emptyJar,
  origins: [{ origin: 'https://shop.test', local: entries, databases: null, caches: null }],
});
const firebase: StoredDatabase = {
  name: 'firebaseLocalStorageDb',
  version: 1,
  dump: 'd' as DumpId,
  stores: [{ name: 's', keyPath: null, autoIncrement: false, nextKey: null, indexes: [], rows: 1 }],
};

describe('signInEndsAt', () => {
  it.each<[string, Jar, number | null]>([
    [
      'the last of the cookies',
      cookieJar([aCookie({ expires: 100 }), aCookie({ name: 'b', expires: 300 })]),
      300,
    ],
    ['a cookie whatever is in it', cookieJar([aCookie({ expires: 300, value: lasting(day) })]), 300],
    ['a session cookie beside another', cookieJar([aCookie(), aCookie({ name: 'b', expires: 300 })]), null],
    ['a token in a session cookie', cookieJar([aCookie({ value: lasting(2 * day) })]), 2 * day],
    [
      'a cookie that scripts read',
      cookieJar([aCookie({ httpOnly: false, name: 'auth_token', value: 'x'.repeat(30), expires: 300 })]),
      300,
    ],
    [
      'consent and analytics',
      cookieJar([
        aCookie({ name: '_ga', httpOnly: false, expires: 900 }),
        aCookie({ name: 'OptanonConsent', expires: 900 }),
      ]),
      null,
    ],
    ['a token', local(['t', lasting(2 * day)]), 2 * day],
    ['a token of an hour', local(['t', token({ sub: 'a', iat: 0, exp: 3600 })]), null],
    ['a token that does not say', local(['t', token({ sub: 'a' })]), null],
    [
      'a token beside an opaque one to renew it',
      local(['s', JSON.stringify({ access_token: lasting(day), refresh_token: 'opaque' })]),
      null,
    ],
    [
      'a token beside one to renew it',
      local(['s', JSON.stringify({ access_token: lasting(day), refresh_token: lasting(9 * day) })]),
      9 * day,
    ],
    [
      'a token with none to renew it',
      local(['s', JSON.stringify({ access_token: lasting(day), refresh_token: null })]),
      day,
    ],
    ['an opaque token', local(['access_token', 'opaque-opaque-opaque'], ['t', lasting(day)]), null],
    [
      'firebase',
      {
        ...cookieJar([aCookie({ expires: 300 })]),
        origins: [{ origin: 'o', local: [], databases: [firebase], caches: null }],
      },
      null,
    ],
    ['nothing', emptyJar, null],
  ])('knows of %s', (_, jar, expected) => {
    expect(signInEndsAt(jar)).toBe(expected);
  });

  it('never throws, and is no time that nothing named', () => {
    const value = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue().map((exp) => token({ exp, iat: 0 })),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), value)), fc.option(fc.integer()), (entries, expires) => {
        const end = signInEndsAt({ ...local(...entries), cookies: [aCookie({ expires })] });
        if (expires === null) expect(end).toBeNull();
        else expect(end ?? expires).toBeGreaterThanOrEqual(expires);
      }),
    );
  });
});
