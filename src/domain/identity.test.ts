import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageFacts } from '@/domain/identity/page-facts';
import { cookieJar, type Jar } from '@/domain/jar';
import { both, claims, cookies, json, locals, mark, page, person, token } from '@/testing/people';
import { maxLabelLength } from './account/label';
import { identityIn, isSamePerson, isSomebodyElse, labelOf } from './identity';

describe('identityIn', () => {
  it.each<[string, Jar]>([
    ['an empty jar', cookieJar([])],
    ['opaque values', cookies(['sid', 'opaque-opaque-opaque'], ['theme', 'dark'])],
    [
      'two as sure as each other',
      locals(['user', json(person)], ['currentUser', json({ ...person, id: 'u-9999', email: 'ben@x.test' })]),
    ],
  ])('finds nobody in %s', (_, jar) => {
    expect(identityIn(jar, null)).toBeNull();
  });

  it('takes the surer of two', () => {
    const other = { id: 'u-9999', email: 'ben@x.test', name: 'Ben' };
    const general = locals(['user', json(other)]);
    expect(identityIn(both(general, cookies(['id_token', token(claims)])), null)?.handle).toBe('ann@x.test');
    expect(identityIn(general, page({ marks: [mark('ann')] }))?.handle).toBe('ann');
    const accounts = locals(
      ['a-login.windows.net-t', json({ homeAccountId: 'a.t', username: 'ann@x.test' })],
      ['b-login.windows.net-t', json({ homeAccountId: 'b.t', username: 'ben@x.test' })],
      ['user', json({ ...person, name: 'Ann' })],
    );
    expect(identityIn(accounts, null)?.handle).toBe('ann@x.test');
  });

  it('is surer of whom two sources name', () => {
    const once = identityIn(cookies(['id_token', token(claims)]), null);
    const twice = identityIn(
      both(cookies(['id_token', token(claims)]), locals(['user', json(person)])),
      null,
    );
    expect(twice?.confidence).toBeGreaterThan(once?.confidence ?? 1);
    expect(twice?.id).toBe(once?.id);
  });

  it.each<[string, string | null]>([
    ['<b onmouseover="alert(1)">Ann</b>', '<b onmouseover="alert(1)">Ann</b>'],
    ['A\u0000n\u202En', 'A n n'],
    ['x'.repeat(100_000), `${'x'.repeat(maxLabelLength - 1)}…`],
    ['דנה כהן', 'דנה כהן'],
    ['👩‍🚀 Ann', '👩‍🚀 Ann'],
    ['\uD83D', null],
    [token({ sub: 'a' }), null],
  ])('makes a name of %j that can be shown', (name, expected) => {
    const identity = identityIn(locals(['user', json({ ...person, name })]), null);
    expect(identity?.name).toBe(expected);
    expect(identity && labelOf(identity)).toBe(expected ?? 'ann@x.test');
  });

  it('takes no picture but an address, and no address that holds a token', () => {
    const pictured = (picture: unknown) =>
      identityIn(locals(['user', json({ ...person, avatar: picture })]), null)?.picture;
    expect(pictured('https://x.test/a.png')).toBe('https://x.test/a.png');
    for (const bad of ['javascript:alert(1)', '/a.png', 7, { url: 'x' }, `https://x.test/${token({ a: 1 })}`])
      expect(pictured(bad)).toBeNull();
  });

  it('does not care about names that every object has', () => {
    const hostile =
      '{"__proto__":{"email":"eve@x.test","id":"u-eve0"},"constructor":{"email":"eve@x.test"},"user":{"__proto__":{"email":"eve@x.test","id":"1234"}}}';
    expect(identityIn(locals(['state', hostile], ['__proto__', hostile]), null)).toBeNull();
    const issuer = token({ ...claims, iss: '__proto__', nonce: 'n' });
    expect(Object.keys(identityIn(cookies(['t', issuer]), null)?.ids ?? {})).toEqual([
      'issuer __proto__',
      'email',
    ]);
  });
});

describe('isSamePerson', () => {
  const found = (jar: Jar, facts: PageFacts | null = null) => {
    const identity = identityIn(jar, facts);
    if (identity === null) throw new Error('nobody');
    return identity;
  };
  const ofToken = (change: object) => found(cookies(['id_token', token({ ...claims, ...change })]));

  it('goes by ids within the same, whatever else has changed', () => {
    expect(isSamePerson(ofToken({}), ofToken({ email: 'new@x.test', name: 'New' }))).toBe(true);
    expect(isSamePerson(ofToken({}), ofToken({ sub: 'u-9999' }))).toBe(false);
  });

  it('goes by e-mail or sign-in name where no id is of the same', () => {
    expect(isSamePerson(ofToken({}), found(locals(['user', json(person)])))).toBe(true);
    expect(isSamePerson(ofToken({}), ofToken({ iss: 'https://other.test', sub: 'x-1' }))).toBe(true);
    expect(isSamePerson(ofToken({}), ofToken({ iss: 'https://other.test', email: 'ben@x.test' }))).toBe(
      false,
    );
    const cookie = found(cookies(['dotcom_user', 'Ann', 'github.com']));
    expect(isSamePerson(cookie, found(cookieJar([]), page({ marks: [mark('ann')] })))).toBe(true);
  });

  it('does not go by names', () => {
    const named = (id: string) => found(locals(['user', json({ id, name: 'Ann' })]));
    expect(isSamePerson(named('u-1'), named('u-2'))).toBe(false);
  });
});

describe('isSomebodyElse', () => {
  const withCookie = (value: string) => cookies(['__session', value]);
  const withLocal = (value: string, key = 'oidc.user') => locals([key, value]);
  const ann = (more: object = {}) => token({ iss: 'https://idp.test', sub: 'user_ann', ...more });
  const ben = token({ iss: 'https://idp.test', sub: 'user_bën' });

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
    const beside = (other: string) => both(withCookie(ann()), withLocal(other));
    expect(isSomebodyElse(beside(ann()), beside(ben))).toBe(false);
  });

  it('never throws on junk', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(isSomebodyElse(withCookie(`eyJhbGciOi.${a}.x`), withLocal(`eyJhbGciOi.${b}`))).toBe(false);
      }),
    );
  });
});
