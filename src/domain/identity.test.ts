import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCookie } from '@/testing/builders';
import { isSomebodyElse } from './identity';
import { cookieJar, type Jar } from './jar';

const token = (claims: object) => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part(claims)}.c2lnbmF0dXJl`;
};
const withCookie = (value: string) => cookieJar([aCookie({ name: '__session', value })]);
const withLocal = (value: string, key = 'oidc.user'): Jar => ({
  ...cookieJar([]),
  origins: [{ origin: 'https://shop.test', local: [[key, value]], databases: null, caches: null }],
});
const ann = (more: object = {}) => token({ iss: 'https://idp.test', sub: 'user_ann', ...more });
const ben = token({ iss: 'https://idp.test', sub: 'user_bën' });

describe('isSomebodyElse', () => {
  it('sees another subject in the same place', () => {
    expect(isSomebodyElse(withCookie(ann()), withCookie(ben))).toBe(true);
    expect(isSomebodyElse(withLocal(`{"id_token":"${ann()}"}`), withLocal(`{"id_token":"${ben}"}`))).toBe(
      true,
    );
  });

  it('takes a renewed token of the same subject for the same person', () => {
    expect(isSomebodyElse(withCookie(ann()), withCookie(ann({ exp: 2 })))).toBe(false);
  });

  it('says nothing where a token is in one of them alone, or names nobody', () => {
    expect(isSomebodyElse(withCookie(ann()), withCookie('opaque'))).toBe(false);
    expect(isSomebodyElse(withCookie('opaque'), withCookie('other'))).toBe(false);
    expect(isSomebodyElse(withLocal(ann(), 'a'), withLocal(ben, 'b'))).toBe(false);
    expect(isSomebodyElse(withCookie(token({ a: 1 })), withCookie(token({ a: 2 })))).toBe(false);
  });

  it('is not misled by one token that is somebody else’s, an app’s own say, beside one of the same person', () => {
    const both = (other: string): Jar => ({ ...withLocal(other), cookies: withCookie(ann()).cookies });
    expect(isSomebodyElse(both(ann()), both(ben))).toBe(false);
  });

  it('never throws on junk', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(isSomebodyElse(withCookie(`eyJhbGciOi.${a}.x`), withLocal(`eyJhbGciOi.${b}`))).toBe(false);
      }),
    );
  });
});
