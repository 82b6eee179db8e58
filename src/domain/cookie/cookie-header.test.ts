import { describe, expect, it } from 'vitest';
import { aCookie } from '@/testing/builders';
import type { Cookie } from '../cookie';
import { cookieHeader, cookiesFor } from './cookie-header';

const now = 1_700_000_000;
const sent = (url: string, ...cookies: Partial<Cookie>[]) =>
  cookieHeader(cookiesFor(cookies.map(aCookie), url, now));

describe('the cookies that an address is sent', () => {
  it.each<[string, string, Partial<Cookie>, boolean]>([
    ['the host of a host-only cookie', 'https://shop.test/', { hostOnly: true }, true],
    ['a host below it', 'https://www.shop.test/', { hostOnly: true }, false],
    ['a host below a domain', 'https://www.shop.test/', { hostOnly: false }, true],
    ['a host that only ends like it', 'https://myshop.test/', { hostOnly: false }, false],
    ['a host above', 'https://shop.test/', { domain: 'www.shop.test', hostOnly: false }, false],
    ['the path', 'https://shop.test/a', { path: '/a' }, true],
    ['what is below the path', 'https://shop.test/a/b', { path: '/a' }, true],
    ['what is below a path with a slash', 'https://shop.test/a/b', { path: '/a/' }, true],
    ['a path that only begins like it', 'https://shop.test/ab', { path: '/a' }, false],
    ['a path above', 'https://shop.test/', { path: '/a' }, false],
    ['plain http, of a secure cookie', 'http://shop.test/', { secure: true }, false],
    ['plain http, of another', 'http://shop.test/', { secure: false }, true],
    ['plain http on this computer', 'http://localhost:8080/', { domain: 'localhost', secure: true }, true],
    ['any, of an expired cookie', 'https://shop.test/', { expires: now - 1 }, false],
    ['any, of one that has not expired', 'https://shop.test/', { expires: now + 1 }, true],
    ['any, of a strict one', 'https://shop.test/', { sameSite: 'strict' }, true],
    [
      'any, of a partitioned one',
      'https://shop.test/',
      { partitionKey: { topLevelSite: 'https://other.test' } },
      false,
    ],
  ])('include those for %s', (_, url, cookie, is) => {
    expect(sent(url, cookie)).toBe(is ? 'sid=one' : '');
  });

  it('stand in the order of a browser: longer paths first, then as in the jar', () => {
    const header = sent(
      'https://shop.test/a/b',
      { name: 'old', value: '1' },
      { name: 'long', value: '2', path: '/a/b' },
      { name: 'new', value: '3' },
      { name: '', value: '4', path: '/a' },
    );
    expect(header).toBe('long=2; 4; old=1; new=3');
  });
});
