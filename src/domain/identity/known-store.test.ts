import { describe, expect, it } from 'vitest';
import { cookieJar, type Jar } from '@/domain/jar';
import { byLibraries } from '@/testing/kept-people';
import { json, locals, told } from '@/testing/people';
import { identityIn } from '../identity';

describe('what a library keeps', () => {
  it.each(byLibraries)('finds who is in %s', (_, jar, source, handle, name) => {
    expect(told(identityIn(jar, null))).toEqual([name, handle, source]);
  });

  it('reads rows of firebase-js-sdk', () => {
    const row = (value: object) => [{ fbase_key: 'firebase:authUser:AIza:[DEFAULT]', value }];
    const ann = { uid: 'u-1', email: 'ann@x.test', displayName: 'Ann', photoURL: 'https://x.test/a.png' };
    expect(identityIn(cookieJar([]), null, row(ann))).toMatchObject({
      name: 'Ann',
      picture: 'https://x.test/a.png',
    });
    expect(
      identityIn(cookieJar([]), null, row({ uid: 'u-1', isAnonymous: true, email: 'a@x.test' })),
    ).toBeNull();
    expect(identityIn(cookieJar([]), null, row({ uid: 'u-1' }))).toBeNull();
    expect(identityIn(cookieJar([]), null, [null, 7, { fbase_key: 7 }, { value: ann }])).toBeNull();
  });

  it.each<[string, Jar]>([
    [
      'supabase’s anonymous user',
      locals(['sb-abc-auth-token', json({ user: { id: 'u-1234', is_anonymous: true, email: 'a@x.test' } })]),
    ],
    [
      'two accounts of msal',
      locals(
        ['a-login.windows.net-t', json({ homeAccountId: 'a.t', username: 'ann@x.test' })],
        ['b-login.windows.net-t', json({ homeAccountId: 'b.t', username: 'ben@x.test' })],
      ),
    ],
  ])('finds nobody in %s', (_, jar) => {
    expect(identityIn(jar, null)).toBeNull();
  });
});
