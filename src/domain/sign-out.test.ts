import { describe, expect, it } from 'vitest';
import { aCookie } from '@/testing/builders';
import type { SiteId } from './ids';
import {
  isSignOutAddress,
  learnable,
  looksLikeSignOut,
  nextHop,
  sharesSignIn,
  signInIsGone,
  signOutAddress,
} from './sign-out';

const site = { id: 'shop.test' as SiteId, domains: ['shop.test', 'shop-login.test'] };

describe('looksLikeSignOut', () => {
  it.each([
    '/logout',
    '/log-out',
    '/signout',
    '/users/sign_out',
    '/logoff.php',
    '/oidc/end_session',
    '/v1/end-session/confirm',
    '/SignOut?next=/',
    '/auth/logout/callback',
  ])('knows %s', (path) => expect(looksLikeSignOut(`https://shop.test${path}`)).toBe(true));

  it.each(['/', '/login', '/catalogout', '/blogoffers', '/?logout', '/logouts', '/signoutside'])(
    'passes over %s',
    (path) => expect(looksLikeSignOut(`https://shop.test${path}`)).toBe(false),
  );

  it('keeps nothing that was meant for one visit', () => {
    expect(learnable('https://shop.test:8443/logout?csrf=secret#top')).toBe('https://shop.test:8443/logout');
  });
});

describe('a sign-in that went', () => {
  const sid = aCookie();
  const remember = aCookie({ name: 'remember', value: 'ann' });
  const anonymous = aCookie({ value: 'anonymous' });
  const theme = aCookie({ name: 'look', value: 'dark', httpOnly: false });

  it.each([
    ['with its only cookie', [sid, theme], [theme], ['sid'], true],
    ['with an anonymous one in its place', [sid], [anonymous], ['sid'], true],
    ['with all its cookies', [sid, remember], [anonymous], ['sid', 'remember'], true],
    ['not, while one of its cookies is as it was', [sid, remember], [anonymous, remember], ['sid'], false],
    ['not, when it was renewed and something else was taken', [sid], [anonymous], ['flash'], false],
    ['not, when it was never in cookies', [theme], [], ['look'], false],
  ])('%s', (_, stored, live, removed, is) => {
    expect(signInIsGone(stored, live, removed)).toBe(is);
  });

  it('is told from one that another jar has too', () => {
    expect(sharesSignIn([sid, theme], [sid])).toBe(true);
    expect(sharesSignIn([sid, theme], [anonymous, theme])).toBe(false);
  });
});

describe('the address of a sign-out', () => {
  it('is what the person has set, else what was learned', () => {
    const learnedSignOut = 'https://shop.test/logout';
    expect(signOutAddress({ ...site, signOutUrl: null, learnedSignOut })).toBe(learnedSignOut);
    expect(signOutAddress({ ...site, signOutUrl: 'https://shop.test/x', learnedSignOut })).toBe(
      'https://shop.test/x',
    );
    expect(signOutAddress({ ...site, signOutUrl: '', learnedSignOut })).toBeNull();
    expect(signOutAddress({ ...site, signOutUrl: null, learnedSignOut: null })).toBeNull();
    expect(signOutAddress({ ...site, signOutUrl: 'https://was.test/x', learnedSignOut })).toBeNull();
  });

  it('belongs to the Site', () => {
    expect(isSignOutAddress(site, 'https://www.shop.test/logout')).toBe(true);
    expect(isSignOutAddress(site, 'https://shop-login.test/out')).toBe(true);
    for (const url of ['https://evil.test/logout', '/logout', 'javascript:alert(1)', 'ftp://shop.test/'])
      expect(isSignOutAddress(site, url)).toBe(false);
  });

  it('leads on within the Site alone', () => {
    const from = 'https://shop.test/logout';
    expect(nextHop(site, from, 302, '/bye')).toBe('https://shop.test/bye');
    expect(nextHop(site, from, 303, 'https://shop-login.test/out')).toBe('https://shop-login.test/out');
    expect(nextHop(site, from, 302, 'https://evil.test/')).toBeNull();
    expect(nextHop(site, from, 302, 'http://%')).toBeNull();
    expect(nextHop(site, from, 200, '/bye')).toBeNull();
    expect(nextHop(site, from, 302, null)).toBeNull();
  });
});
