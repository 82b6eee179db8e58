import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCookie } from '@/testing/builders';
import { maxLabelLength } from './account/label';
import { type Identity, identityIn, isSamePerson, isSomebodyElse, labelOf } from './identity';
import type { PageFacts } from './identity/page-facts';
import { cookieJar, type Jar } from './jar';
import type { Entries } from './jar/web-storage';

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

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const json = JSON.stringify;
const locals = (...local: Entries): Jar => ({
  ...cookieJar([]),
  origins: [{ origin: 'https://shop.test', local, databases: null, caches: null }],
});
const cookies = (...pairs: [name: string, value: string, domain?: string][]) =>
  cookieJar(
    pairs.map(([name, value, domain = 'shop.test']) => aCookie({ name, value, domain, httpOnly: false })),
  );
const both = (...jars: Jar[]): Jar => ({
  cookies: jars.flatMap((jar) => jar.cookies),
  origins: jars.flatMap((jar) => jar.origins),
  tabs: jars.flatMap((jar) => jar.tabs),
});
const page = (facts: Partial<PageFacts>): PageFacts => ({ metas: [], marks: [], data: [], ...facts });
const mark = (handle: string) => ({ site: 'GitHub', id: null, handle, name: null, picture: null });
const told = (identity: Identity | null) => identity && [identity.name, identity.handle, identity.source];

const person = { id: 'u-1234', email: 'Ann@x.test', name: 'Ann Example', avatar: 'https://x.test/a.png' };
const claims = {
  iss: 'https://idp.test',
  sub: 'u-1234',
  aud: 'app',
  email: 'ann@x.test',
  name: 'Ann Example',
};
const supabase = {
  access_token: token({ ...claims, aud: 'authenticated' }),
  refresh_token: 'r',
  user: person,
};
const cognito = 'CognitoIdentityServiceProvider.7abc';

/** Ann, as the libraries keep her. */
const shapes: [what: string, jar: Jar, source: string, handle: string | null, name: string | null][] = [
  [
    'an id token in a cookie',
    cookies(['t', token({ ...claims, nonce: 'n' })]),
    'id token',
    'ann@x.test',
    'Ann Example',
  ],
  ['an id token by its name', cookies(['id_token', token(claims)]), 'id token', 'ann@x.test', 'Ann Example'],
  [
    'an access token',
    locals(['t', token({ ...claims, scope: 'openid' })]),
    'token',
    'ann@x.test',
    'Ann Example',
  ],
  [
    'a token of Clerk',
    cookies(['__session', token({ iss: 'https://clerk.x.test', sub: 'user_2abc', sid: 'sess_2abc' })]),
    'clerk',
    null,
    null,
  ],
  [
    'a token of Azure',
    cookies([
      'id_token',
      token({
        aud: 'a',
        sub: 'x-1234',
        oid: 'o-1234',
        upn: 'Ann@x.test',
        given_name: 'Ann',
        family_name: 'Example',
      }),
    ]),
    'id token',
    'ann@x.test',
    'Ann Example',
  ],
  [
    'a cookie of supabase/ssr in pieces',
    cookies(
      ['sb-abc-auth-token.1', `${base64(supabase).slice(90)}`],
      ['sb-abc-auth-token.0', `base64-${base64(supabase).slice(0, 90)}`],
    ),
    'supabase',
    'ann@x.test',
    'Ann Example',
  ],
  ['supabase-js', locals(['sb-abc-auth-token', json(supabase)]), 'supabase', 'ann@x.test', 'Ann Example'],
  [
    'firebase-js-sdk',
    locals([
      'firebase:authUser:AIza:[DEFAULT]',
      json({
        uid: 'u-1234',
        email: 'ann@x.test',
        displayName: 'Ann Example',
        isAnonymous: false,
        stsTokenManager: { accessToken: 'x' },
      }),
    ]),
    'firebase',
    'ann@x.test',
    'Ann Example',
  ],
  [
    'auth0-spa-js',
    locals([
      '@@auth0spajs@@::client::default::openid',
      json({ body: { access_token: 'opaque', decodedToken: { user: claims } } }),
    ]),
    'auth0',
    'ann@x.test',
    'Ann Example',
  ],
  [
    'auth0-spa-js of today',
    locals([
      '@@auth0spajs@@::client::@@user@@',
      json({ id_token: 'opaque', decodedToken: { claims, user: claims } }),
    ]),
    'auth0',
    'ann@x.test',
    'Ann Example',
  ],
  [
    'Cognito',
    locals(
      [`${cognito}.LastAuthUser`, 'ann'],
      [
        `${cognito}.ann.userData`,
        json({
          UserAttributes: [
            { Name: 'sub', Value: 'u-1234' },
            { Name: 'email', Value: 'ann@x.test' },
          ],
          Username: 'ann',
        }),
      ],
      [`${cognito}.ben.userData`, json({ UserAttributes: [{ Name: 'email', Value: 'ben@x.test' }] })],
    ),
    'cognito',
    'ann@x.test',
    null,
  ],
  [
    'msal-browser',
    locals([
      'o-1.t-1-login.windows.net-t-1',
      json({
        homeAccountId: 'o-1.t-1',
        localAccountId: 'o-1',
        username: 'ann@x.test',
        name: 'Ann Example',
        authorityType: 'MSSTS',
      }),
    ]),
    'msal',
    'ann@x.test',
    'Ann Example',
  ],
  [
    'oidc-client-ts',
    locals(['oidc.user:https://idp.test:app', json({ access_token: 'opaque', profile: claims })]),
    'oidc-client',
    'ann@x.test',
    'Ann Example',
  ],
  [
    'better-auth’s cache',
    cookies([
      'better-auth.session_data',
      base64({
        session: {
          session: { id: 's-1', token: 'secret' },
          user: { id: 'u-1234', email: 'ann@x.test', name: 'Ann Example' },
        },
        signature: 'x',
      }),
    ]),
    'better-auth',
    'ann@x.test',
    'Ann Example',
  ],
  [
    'okta-auth-js',
    locals(['okta-token-storage', json({ idToken: { idToken: 'x', claims } })]),
    'okta',
    'ann@x.test',
    'Ann Example',
  ],
  [
    'pocketbase',
    locals(['pocketbase_auth', json({ token: 'x', record: person })]),
    'pocketbase',
    'ann@x.test',
    'Ann Example',
  ],
  [
    'parse',
    locals([
      'Parse/app/currentUser',
      json({ username: 'ann', objectId: 'o-1234', sessionToken: 'r:secret' }),
    ]),
    'parse',
    'ann',
    null,
  ],
  ['meteor', locals(['Meteor.userId', 'wkQx9']), 'meteor', null, null],
  ['an app’s own user', locals(['user', json(person)]), 'user object', 'ann@x.test', 'Ann Example'],
  [
    'a store of an app',
    locals(['persist:root', json({ auth: json({ user: { id: 7, username: 'ann' } }) })]),
    'user object',
    'ann',
    null,
  ],
  [
    'zustand',
    locals(['auth-storage', json({ state: { currentUser: person }, version: 0 })]),
    'user object',
    'ann@x.test',
    'Ann Example',
  ],
  [
    'a user in a cookie',
    cookies(['user', encodeURIComponent(json(person))]),
    'user object',
    'ann@x.test',
    'Ann Example',
  ],
  [
    'a user in a cookie of Express',
    cookies(['me', encodeURIComponent(`j:${json(person)}`)]),
    'user object',
    'ann@x.test',
    'Ann Example',
  ],
  ['a JSON text in JSON', locals(['user', json(json(person))]), 'user object', 'ann@x.test', 'Ann Example'],
  ['GitHub’s cookie', cookies(['dotcom_user', 'ann', 'github.com']), 'cookie', 'ann', null],
  ['X’s cookie', cookies(['twid', 'u%3D1234567', 'x.com']), 'cookie', null, null],
  [
    'MediaWiki’s cookies',
    cookies(['enwikiUserName', 'Ann+Example', 'en.wikipedia.org']),
    'cookie',
    'Ann Example',
    null,
  ],
  [
    'WordPress’s cookie',
    cookies([`wordpress_logged_in_${'a'.repeat(32)}`, 'ann%7C1700000000%7Csecret%7Cmac']),
    'cookie',
    'ann',
    null,
  ],
];

describe('identityIn', () => {
  it.each(shapes)('finds who is in %s', (_, jar, source, handle, name) => {
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

  it.each<[string, Jar]>([
    ['an empty jar', cookieJar([])],
    ['opaque values', cookies(['sid', 'opaque-opaque-opaque'], ['theme', 'dark'])],
    ['a visitor’s token', cookies(['t', token({ sub: 'visitor-1234' })])],
    ['an anonymous user', locals(['user', json({ ...person, is_anonymous: true })])],
    ['a guest', locals(['user', json({ id: 12345, username: 'guest' })])],
    ['a guest with somebody inside', locals(['user', json({ isGuest: true, profile: person })])],
    [
      'supabase’s anonymous user',
      locals(['sb-abc-auth-token', json({ user: { id: 'u-1234', is_anonymous: true, email: 'a@x.test' } })]),
    ],
    [
      'firebase’s anonymous token',
      locals([
        't',
        token({ sub: 'u-1234', name: 'A', aud: 'p', firebase: { sign_in_provider: 'anonymous' } }),
      ]),
    ],
    [
      'a program’s token',
      locals(['t', token({ sub: 'abc@clients', email: 'a@x.test', gty: 'client-credentials' })]),
    ],
    ['a list of contacts', locals(['contacts', json([person])])],
    ['contacts by id', locals(['contacts', json({ user: person })])],
    ['a list under a user’s name', locals(['user', json([person])])],
    ['members in a store', locals(['store', json({ members: { user: person }, users: { me: person } })])],
    [
      'the author of what was read',
      locals(['app', json({ post: { user: person }, comment: { author: person } })]),
    ],
    ['a list of users in the app’s state', locals(['state', json({ user: [person, person] })])],
    ['a user of whom only the id is told', locals(['user', json({ id: 'u-1234' })])],
    [
      'two as sure as each other',
      locals(['user', json(person)], ['currentUser', json({ ...person, id: 'u-9999', email: 'ben@x.test' })]),
    ],
    [
      'two accounts of msal',
      locals(
        ['a-login.windows.net-t', json({ homeAccountId: 'a.t', username: 'ann@x.test' })],
        ['b-login.windows.net-t', json({ homeAccountId: 'b.t', username: 'ben@x.test' })],
      ),
    ],
    ['a known cookie’s name on another site', cookies(['c_user', '1234567', 'notfacebook.com'])],
    [
      'a session’s id as that of a user',
      both(
        cookieJar([aCookie({ value: 's%3Asession-0123456789.sig' })]),
        locals(['user', json({ id: 'session-0123456789', name: 'Ann' })]),
      ),
    ],
  ])('finds nobody in %s', (_, jar) => {
    expect(identityIn(jar, null)).toBeNull();
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

const people = fc.record(
  {
    id: fc.oneof(fc.string(), fc.integer(), fc.double(), fc.constant(null)),
    email: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a@x.test', 'b@x.test')),
    name: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Ann', 'Ben', 'x'.repeat(1e4))),
    sub: fc.oneof(fc.string(), fc.integer()),
    iss: fc.oneof(fc.webUrl(), fc.jsonValue()),
    picture: fc.oneof(fc.webUrl(), fc.string()),
    profile: fc.jsonValue(),
    user: fc.jsonValue(),
  },
  { requiredKeys: [] },
);
const keys = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'user',
    'me',
    '__proto__',
    'persist:root',
    'id_token',
    'sb-a-auth-token',
    'oidc.user:a',
    `${cognito}.LastAuthUser`,
  ),
);
const values = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  people.map((one) => json(one)),
  people.map((one) => json({ user: one, profile: one, currentSession: { user: json(one) } })),
  people.map((one) => encodeURIComponent(json(one).replace(/\\ud[89a-f]../gi, ''))),
  people.map((one) => `base64-${base64(one)}`),
  people.map((one) => token(one)),
  // What libraries keep, damaged.
  fc
    .tuple(
      fc.constantFrom(...shapes.flatMap(([, jar]) => jar.origins.flatMap(({ local }) => local ?? []))),
      fc.nat(),
      fc.string({ maxLength: 3 }),
    )
    .map(([[, text], at, other]) => {
      const index = at % text.length;
      return text.slice(0, index) + other + text.slice(index + other.length);
    }),
);
const entries = fc.uniqueArray(fc.tuple(keys, values), { selector: ([key]) => key, maxLength: 8 });

describe('identityIn on anything', () => {
  it('never throws, and tells the same in whatever order it is asked', () => {
    fc.assert(
      fc.property(entries, entries, (first, second) => {
        const jar = (some: Entries, more: Entries) =>
          both(locals(...some), cookies(...more.map(([name, value]): [string, string] => [name, value])));
        const facts = (metas: Entries) =>
          page({
            metas,
            marks: metas.map(([, text]) => mark(text)),
            data: [json(Object.fromEntries(metas))],
          });
        const found = identityIn(jar(first, second), facts(first), first);
        expect(
          identityIn(jar(first.toReversed(), second.toReversed()), facts(first.toReversed()), first),
        ).toEqual(found);
        for (const text of [found?.name, found?.handle]) {
          expect(text ?? '').not.toMatch(/[\p{Cc}\p{Cs}]/u);
          expect([...new Intl.Segmenter().segment(text ?? '')].length).toBeLessThanOrEqual(maxLabelLength);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('lets no text of a token into what it tells', () => {
    const secret = token({ sub: 'secret-subject', aud: 'x' });
    const spots = [
      'id',
      'sub',
      'email',
      'name',
      'picture',
      'username',
      'handle',
      'iss',
      'displayName',
      'uid',
    ];
    fc.assert(
      fc.property(
        fc.subarray(spots),
        fc.constantFrom('', 'https://x.test/?t=', 'a@', 'x '),
        (some, before) => {
          const marked = {
            ...claims,
            ...Object.fromEntries(some.map((spot) => [spot, `${before}${secret}`])),
          };
          const jar = both(
            locals(
              ['user', json(marked)],
              ['oidc.user:a:b', json({ access_token: secret, profile: marked })],
            ),
            cookies(['session', secret], ['id_token', token(marked)]),
          );
          const [head = '', payload = ''] = secret.split('.');
          const told = json(
            identityIn(
              jar,
              page({
                metas: [['user-login', secret]],
                marks: [mark(secret)],
                data: [json({ currentUser: marked, auth: { user: marked } })],
              }),
            ),
          );
          expect(told).not.toContain(payload);
          expect(told).not.toContain(head);
        },
      ),
    );
  });

  it('gives up on texts that are too much', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const nested = (depth: number): string =>
      depth === 0 ? json(person) : json({ user: { user: nested(depth - 1) } });
    const jar = both(
      cookies(['id_token', token(claims)]),
      locals(
        ['user', `${deep}`],
        ['state', nested(12)],
        ['cache', `{"user":"${'x'.repeat(5_000_000)}"}`],
        ...Array.from({ length: 20_000 }, (_, index): [string, string] => [`k${index}`, '{"user":{"a":[]}}']),
      ),
    );
    expect(identityIn(jar, null)?.handle).toBe('ann@x.test');
  });
});
