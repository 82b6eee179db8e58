import { describe, expect, it } from 'vitest';
import { aCookie } from '@/testing/builders';
import type { TabId } from './ids';
import { cookieJar } from './jar';
import { evidenceIn, isNoise, keepsSignIn, storedEvidence } from './sign-in';

describe('isNoise', () => {
  it.each([
    '_csrf',
    'XSRF-TOKEN',
    '__Host-csrf',
    'cookieconsent_status',
    'OptanonConsent',
    '_ga',
    '_ga_ABC',
    '__cf_bm',
    'AWSALB',
    'theme',
    'locale',
    '__Secure-next-auth.pkce.code_verifier',
    'oauth_state',
    '.AspNetCore.Correlation.x',
    'verifier',
    'better-auth.state',
    '__Secure-better-auth.oauth_state',
    'better-auth.two_factor',
    'better-auth.dont_remember',
    '__Secure-better-auth.trust_device',
  ])('passes over %s', (name) => {
    expect(isNoise(name)).toBe(true);
  });

  it.each([
    'sid',
    'connect.sid',
    'better-auth.session_token',
    'better-auth.session_data',
    '__Secure-1PSID',
    'user_session',
    'PHPSESSID',
    '_gh_sess',
    'state',
    'auth_verified',
  ])('does not pass over %s', (name) => {
    expect(isNoise(name)).toBe(false);
  });
});

describe('keepsSignIn', () => {
  const sid = aCookie();
  const device = aCookie({ name: 'device' });

  it('takes all that signed somebody in, whatever came beside it', () => {
    expect(keepsSignIn(cookieJar([sid]), cookieJar([sid, device]))).toBe(true);
    expect(keepsSignIn(cookieJar([sid, device]), cookieJar([aCookie({ value: 'two' }), device]))).toBe(false);
    expect(keepsSignIn(cookieJar([sid]), cookieJar([]))).toBe(false);
    expect(keepsSignIn(cookieJar([]), cookieJar([sid]))).toBe(false);
  });
});

describe('evidenceIn', () => {
  it('sees a sign-in in an HttpOnly cookie that is no noise', () => {
    expect(evidenceIn(cookieJar([aCookie()]))).toBe('signed-in');
    expect(evidenceIn(cookieJar([aCookie({ name: '_csrf' })]))).toBe('nobody');
    expect(evidenceIn(cookieJar([aCookie({ value: '' })]))).toBe('nobody');
  });

  it('is unsure of a token that scripts can read', () => {
    expect(evidenceIn(cookieJar([aCookie({ httpOnly: false, value: 'x'.repeat(20) })]))).toBe('unsure');
    expect(evidenceIn(cookieJar([aCookie({ httpOnly: false, value: 'dark' })]))).toBe('nobody');
  });
});

describe('storedEvidence', () => {
  const origin = 'https://shop.test';
  const local = (key: string, value: string) => ({
    origins: [{ origin, local: [[key, value]] as const, databases: null, caches: null }],
    tabs: [],
  });
  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl';

  it.each([
    ['a JSON Web Token under any name', local('x', jwt)],
    ['a token that is named so', local('access_token', 'opaque-opaque-opaque')],
    [
      'what OpenID Connect libraries keep',
      local('oidc.user:https://idp', '{"access_token":"opaque-opaque"}'),
    ],
    ['what supabase keeps', local('sb-abc-auth-token', `{"access_token":"${jwt}"}`)],
    [
      'a sessionStorage with one',
      { origins: [], tabs: [{ tabId: 1 as TabId, origin, session: [['id_token', jwt]] as const }] },
    ],
  ])('finds %s', (_, jar) => {
    expect(storedEvidence(jar)).toBe('signed-in');
  });

  it.each([
    ['a token of a kind that is not known', local('authState', 'something-that-is-long'), 'unsure'],
    ['a theme', local('theme', 'dark-and-very-contrasty'), 'nobody'],
    ['a token against forgery', local('csrf_token', 'something-that-is-long'), 'nobody'],
    ['a flag', local('session', 'true'), 'nobody'],
    ['nothing', { origins: [], tabs: [] }, 'nobody'],
  ])('takes %s for what it may be', (_, jar, expected) => {
    expect(storedEvidence(jar)).toBe(expected);
  });
});
