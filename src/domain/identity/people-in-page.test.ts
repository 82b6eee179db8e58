import { describe, expect, it } from 'vitest';
import type { PageFacts } from '@/domain/identity/page-facts';
import { cookieJar, type Jar } from '@/domain/jar';
import { aCookie } from '@/testing/builders';
import { claims, cookies, json, mark, page, token, told } from '@/testing/people';
import { identityIn } from '../identity';

describe('a page', () => {
  it('reads what a page shows', () => {
    const shown = (facts: Partial<PageFacts>) => told(identityIn(cookieJar([]), page(facts)));
    expect(shown({ marks: [mark('ann')] })).toEqual([null, 'ann', 'page mark']);
    expect(shown({ metas: [['user-login', 'ann']] })).toEqual([null, 'ann', 'page meta']);
    expect(
      shown({
        metas: [
          ['current_user_id', '7'],
          ['current-user-email', 'ann@x.test'],
        ],
      }),
    ).toEqual([null, 'ann@x.test', 'page meta']);
    expect(shown({ metas: [['user-login', '']] })).toBeNull();
    expect(
      shown({
        metas: [
          ['profile:username', 'ben'],
          ['author', 'ben'],
          ['csrf-token', 'x'],
          ['current-user-token', 'x'],
        ],
      }),
    ).toBeNull();
  });

  it('calls one whom Clerk tells by an id alone by what its button shows, and nobody else', () => {
    const clerk = token({ iss: 'https://clerk.x.test', sub: 'user_2abc', sid: 'sess_2abc' });
    const button = { site: 'Clerk', id: null, handle: null, name: 'Ann Miller', picture: 'https://x.test/a' };
    const who = (jar: Jar, more = {}) => identityIn(jar, page({ marks: [{ ...button, ...more }] }));
    expect(who(cookies(['__session', clerk]))).toMatchObject({
      name: 'Ann Miller',
      picture: 'https://x.test/a',
    });
    expect(who(cookies(['__session', clerk]), { name: token({ sub: 'x' }) })?.name).toBeNull();
    expect(who(cookies(['__session', clerk]), { site: 'Other' })?.name).toBeNull();
    expect(who(cookies(['id_token', token({ ...claims, name: undefined })]))?.name).not.toBe('Ann Miller');
    expect(who(cookieJar([]))).toBeNull();
  });

  it('reads what a server has laid into a page, and not whom the page is about', () => {
    const laid = (data: unknown) => told(identityIn(cookieJar([]), page({ data: [json(data)] })));
    const user = { id: 7, name: 'Ann', email: 'ann@x.test', accessToken: token({ sub: 'x' }) };
    const known = ['Ann', 'ann@x.test', 'page data'];
    for (const data of [
      { props: { pageProps: { session: { user } } } },
      { component: 'Notes', props: { auth: { user } } },
      { props: { currentUser: user } },
      { data: { viewer: user } },
    ])
      expect(laid(data)).toEqual(known);
    for (const data of [
      { props: { pageProps: { user } } },
      { props: { profile: user, account: user } },
      { props: { authors: [{ user }], post: { currentUser: user } } },
      { props: { auth: { user: null } } },
      { props: { auth: { user: { ...user, is_guest: true } } } },
      [user],
    ])
      expect(laid(data)).toBeNull();
    expect(told(identityIn(cookieJar([]), page({ data: ['{"currentUser": {', ''] })))).toBeNull();
    const session = 'a1b2c3d4e5f6a7b8c9d0';
    const own = page({ data: [json({ currentUser: { id: session, name: 'Ann' } })] });
    const signedInBy = (value: string) => cookieJar([aCookie({ name: 'sid', value })]);
    expect(identityIn(signedInBy('another-session-of-hers'), own)?.id).toContain(session);
    expect(identityIn(signedInBy(session), own)).toBeNull();
  });
});
