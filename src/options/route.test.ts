import { describe, expect, it } from 'vitest';
import { hashOf, routeOf, sectionOf } from './route';

describe('a place of the settings', () => {
  it.each([
    '#sites',
    '#sites/shop.test',
    '#sites/[::1]',
    '#accounts/localhost',
    '#keys',
    '#appearance',
    '#data',
    '#about',
  ])('%s is the same there and back', (hash) => {
    expect(hashOf(routeOf(hash))).toBe(hash);
  });

  it.each(['', '#', '#nowhere', '#sites/', '#accounts', '#toString'])('is the sites for %j', (hash) => {
    expect(routeOf(hash)).toEqual({ kind: 'sites' });
  });

  it('is read as browsers write it', () => {
    expect(routeOf('#sites/%5B::1%5D')).toEqual({ kind: 'site', siteId: '[::1]' });
    expect(routeOf('#sites/100%')).toEqual({ kind: 'site', siteId: '100%' });
  });

  it('of one site belongs to the sites', () => {
    expect([routeOf('#accounts/shop.test'), routeOf('#data')].map(sectionOf)).toEqual(['sites', 'data']);
  });
});
