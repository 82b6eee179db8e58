import { describe, expect, it } from 'vitest';
import type { AccountId, SiteId } from '../ids';
import { neighbour, newSiteRecord, successor, withAccount, withLeaving, withReturned } from './site-record';

const [a, b, c] = ['a', 'b', 'c'] as AccountId[] as [AccountId, AccountId, AccountId];
const site = [a, b, c].reduce(
  withAccount,
  newSiteRecord({ id: 'shop.test' as SiteId, domains: ['shop.test'] }),
);

describe('neighbour', () => {
  it('goes round in both directions', () => {
    expect(neighbour([a, b, c], c, 1)).toBe(a);
    expect(neighbour([a, b, c], a, -1)).toBe(c);
  });

  it('begins at an end when nobody is active', () => {
    expect(neighbour([a, b, c], null, 1)).toBe(a);
    expect(neighbour([a, b, c], null, -1)).toBe(c);
    expect(neighbour([], null, 1)).toBeNull();
  });
});

describe('successor', () => {
  it('is the next, before the end the one before, and nobody after the last', () => {
    expect(successor([a, b, c], b)).toBe(c);
    expect(successor([a, b, c], c)).toBe(b);
    expect(successor([a], a)).toBeNull();
  });
});

describe('leaving', () => {
  it('comes back to its place', () => {
    const left = withLeaving(site, b, { until: 10, wasActive: true, known: true });
    expect(left.accounts).toEqual([a, c]);
    const [back] = left.leaving;
    expect(back).toEqual({
      id: b,
      index: 1,
      until: 10,
      wasActive: true,
      activeIn: null,
      known: true,
      revoked: false,
    });
    expect(back && withReturned(left, back)).toEqual(site);
  });
});
