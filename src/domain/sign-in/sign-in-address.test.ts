import { describe, expect, it } from 'vitest';
import { hasSignInKey, isCallback, isOwnCallback, looksLikeSignIn } from './sign-in-address';

const key = '3f9a0c77b1d94e0d8a53';

describe('hasSignInKey', () => {
  it.each([
    `https://shop.test/magic?token=${key}`,
    `https://shop.test/login/verify/${key}`,
    `https://shop.test/auth/callback?oobCode=${key}&mode=signIn`,
    `https://shop.test/?code=${key}`,
  ])('sees it in %s', (address) => {
    expect(hasSignInKey(address)).toBe(true);
  });

  it.each([
    'https://shop.test/',
    'https://shop.test/magic?token=short',
    `https://shop.test/documents/${key}`,
    `https://shop.test/unsubscribe?token=${key}`,
    `https://shop.test/?utm_token=${key}`,
    `https://shop.test/?state=${key}`,
    'https://shop.test/news/how-to-wear-a-hat-in-the-year-2026',
    'not an address',
  ])('sees none in %s', (address) => {
    expect(hasSignInKey(address)).toBe(false);
  });
});

describe('looksLikeSignIn', () => {
  it.each([
    '/login',
    '/auth/google',
    '/users/sign_in',
    '/sso',
    '/oauth2/authorize',
    '/session/new',
    '/log-in.php',
  ])('takes %s for where people go to sign in', (path) => {
    expect(looksLikeSignIn(`https://shop.test${path}`)).toBe(true);
  });

  it.each(['/', '/inbox', '/authors/7', '/connections', '/sessions'])(
    'takes %s for an ordinary page',
    (path) => {
      expect(looksLikeSignIn(`https://shop.test${path}`)).toBe(false);
    },
  );
});

describe('isOwnCallback', () => {
  it('has what an OAuth client alone has sent away', () => {
    expect(isOwnCallback('https://shop.test/cb?code=abcdef&state=x')).toBe(true);
    expect(isOwnCallback('https://shop.test/?code=SPRING24')).toBe(false);
    expect(isOwnCallback('https://shop.test/?state=x')).toBe(false);
  });
});

describe('isCallback', () => {
  it('is what another site sends somebody back with', () => {
    expect(isCallback('https://shop.test/callback?code=abcdef&state=x')).toBe(true);
    expect(isCallback('https://shop.test/cas?ticket=ST-1-abc')).toBe(true);
    expect(isCallback('https://shop.test/callback?error=denied&state=x')).toBe(false);
    expect(isCallback('https://shop.test/?code=')).toBe(false);
  });
});
