import type { Jar } from '@/domain/jar';
import { base64, claims, cookies, json, locals, person, token } from './people';

/** Ann, as she is kept in browsers: by whom, where, and what is told of her by it. */
type Kept = [what: string, jar: Jar, source: string, handle: string | null, name: string | null];

export const inTokens: Kept[] = [
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
];

const supabase = {
  access_token: token({ ...claims, aud: 'authenticated' }),
  refresh_token: 'r',
  user: person,
};
export const cognito = 'CognitoIdentityServiceProvider.7abc';

export const byLibraries: Kept[] = [
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
];

export const byApps: Kept[] = [
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
];
