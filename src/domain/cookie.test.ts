import { describe, expect, it } from 'vitest';
import { aCookie } from '@/testing/builders';
import {
  type Cookie,
  canBeSent,
  cookieKey,
  cookieUrl,
  inSendingOrder,
  isExpired,
  sameCookie,
} from './cookie';

describe('cookieKey', () => {
  it.each<[string, Partial<Cookie>]>([
    ['name', { name: 'other' }],
    ['domain', { domain: 'www.shop.test' }],
    ['reach', { hostOnly: false }],
    ['path', { path: '/deep' }],
    ['partition', { partitionKey: { topLevelSite: 'https://x.test' } }],
  ])('tells cookies apart by %s', (_, change) => {
    expect(cookieKey(aCookie(change))).not.toBe(cookieKey(aCookie()));
  });

  it('tells the two partitions of one top-level site apart', () => {
    const partition = (hasCrossSiteAncestor: boolean) =>
      aCookie({ partitionKey: { topLevelSite: 'https://x.test', hasCrossSiteAncestor } });
    expect(cookieKey(partition(true))).not.toBe(cookieKey(partition(false)));
  });

  it.each<[string, Partial<Cookie>]>([
    ['value', { value: 'other' }],
    ['expiry', { expires: 5 }],
    ['HttpOnly', { httpOnly: false }],
  ])('does not look at %s', (_, change) => {
    expect(cookieKey(aCookie(change))).toBe(cookieKey(aCookie()));
  });
});

describe('sameCookie', () => {
  it.each<[string, Partial<Cookie>]>([
    ['value', { value: 'other' }],
    ['HttpOnly', { httpOnly: false }],
    ['Secure', { secure: false }],
    ['SameSite', { sameSite: 'unspecified' }],
    ['lifetime', { expires: 5 }],
  ])('sees another %s', (_, change) => {
    expect(sameCookie(aCookie(), aCookie(change))).toBe(false);
  });

  it('takes expiries within a second for the same, as browsers round them', () => {
    expect(sameCookie(aCookie({ expires: 100.2 }), aCookie({ expires: 100.9 }))).toBe(true);
    expect(sameCookie(aCookie({ expires: 100 }), aCookie({ expires: 102 }))).toBe(false);
  });
});

describe('the rest', () => {
  it('sends longer paths first and otherwise keeps the order', () => {
    const [a, b, deep] = [aCookie({ name: 'a' }), aCookie({ name: 'b' }), aCookie({ path: '/deep' })];
    expect(inSendingOrder([a, b, deep])).toEqual([deep, a, b]);
  });

  it('sets every cookie by a secure address, but for what is partitioned under a site that has none', () => {
    expect(cookieUrl(aCookie({ secure: false, path: '/deep' }))).toBe('https://shop.test/deep');
    const under = (topLevelSite: string, hasCrossSiteAncestor: boolean) =>
      cookieUrl(aCookie({ domain: 'localhost', partitionKey: { topLevelSite, hasCrossSiteAncestor } }));
    expect(under('http://localhost', false)).toBe('http://localhost/');
    expect(under('http://localhost', true)).toBe('https://localhost/');
    expect(under('https://localhost', false)).toBe('https://localhost/');
  });

  it('never lets a session cookie expire', () => {
    expect(isExpired(aCookie({ expires: null }), 1e12)).toBe(false);
    expect(isExpired(aCookie({ expires: 10 }), 10)).toBe(true);
    expect(isExpired(aCookie({ expires: 10 }), 9)).toBe(false);
  });
});

describe('canBeSent', () => {
  it.each(['/', '/in', '/in/', '/%69n', '/a%20b', "/~ann/(1)'*"])('knows an address for %j', (path) => {
    expect(canBeSent({ path })).toBe(true);
  });

  it.each(['/?x', '/in?next=/', '/#top', '/a b', '/ü', '/a/../b'])('knows none for %j', (path) => {
    expect(canBeSent({ path })).toBe(false);
  });
});
