import { describe, expect, it } from 'vitest';
import type { SiteId, StoreId } from '@/domain/ids';
import {
  counted,
  type Gate,
  type GatedRequest,
  gateOf,
  isHushed,
  isStopped,
  isStripped,
  withGate,
  withoutGate,
} from './gate';

const site = { id: 'shop.test' as SiteId, domains: ['shop.test'] };
const ordinary = 'firefox-default' as StoreId;
const container = 'firefox-container-1' as StoreId;
const raised: Gate = { site, storeId: ordinary, stage: 'raised', last: null };
const open = (last: number | null): Gate => ({ ...raised, stage: 'open', last });

function request(overrides: Partial<GatedRequest> = {}): GatedRequest {
  return {
    requestId: '7',
    url: 'https://api.shop.test/me',
    type: 'xmlhttprequest',
    cookieStoreId: ordinary,
    originUrl: 'https://www.shop.test/cart',
    ...overrides,
  };
}

describe('while jars are exchanged', () => {
  it('what the Site’s own pages ask for is stopped', () => {
    expect(isStopped([raised], request())).toBe(true);
    expect(isStopped([raised], request({ url: 'wss://shop.test/live', type: 'websocket' }))).toBe(true);
  });

  it.each([
    ['its person goes there', { type: 'main_frame' }],
    ['another site asks', { originUrl: 'https://blog.test/' }],
    ['our own frame asks', { originUrl: 'moz-extension://1/' }],
    ['it is in another container', { cookieStoreId: container }],
    ['it goes to another site', { url: 'https://cdn.test/a.js' }],
  ])('nothing is stopped where %s', (_, overrides) => {
    expect(isStopped([raised], request(overrides))).toBe(false);
  });

  it('no script runs in a page of it that is loaded', () => {
    const page = { type: 'main_frame', originUrl: undefined };
    expect(isHushed([raised], request(page))).toBe(true);
    expect(isHushed([raised], request({ ...page, cookieStoreId: container }))).toBe(false);
    expect(isHushed([raised], request({ ...page, url: 'https://cdn.test/' }))).toBe(false);
    expect(isHushed([raised], request({ type: 'sub_frame' }))).toBe(false);
    expect(isHushed([open(7)], request(page))).toBe(false);
  });

  it('no answer sets a cookie, whoever asked', () => {
    expect(isStripped([raised], request({ originUrl: 'https://blog.test/' }))).toBe(true);
    expect(isStripped([raised], request({ cookieStoreId: container }))).toBe(false);
  });
});

describe('afterwards', () => {
  it('nothing is stopped, and what began before sets no cookie', () => {
    expect(isStopped([open(7)], request())).toBe(false);
    expect(isStripped([open(7)], request({ requestId: '7' }))).toBe(true);
    expect(isStripped([open(7)], request({ requestId: '8' }))).toBe(false);
  });

  it('a background that has just started takes every answer for late, until it sees a request begin', () => {
    const gates = [open(null)];
    expect(isStripped(gates, request({ requestId: '8' }))).toBe(true);
    const known = counted(gates, '9');
    expect(isStripped(known, request({ requestId: '8' }))).toBe(true);
    expect(isStripped(known, request({ requestId: '9' }))).toBe(false);
    expect(counted(known, '12')).toBe(known);
  });
});

describe('gates', () => {
  it('are one for each Site in each store', () => {
    const both = withGate([raised], { ...raised, storeId: container });
    expect(withGate(both, open(3))).toHaveLength(2);
    expect(gateOf(withGate(both, open(3)), site, ordinary)).toEqual(open(3));
    expect(withoutGate(both, site, ordinary)).toEqual([{ ...raised, storeId: container }]);
  });

  it('of a Site that was joined with another are that one’s then', () => {
    const joined = { id: 'mail.test' as SiteId, domains: ['mail.test', 'shop.test'] };
    const both = withGate([raised], { ...raised, storeId: container });
    expect(withoutGate(both, joined, ordinary)).toEqual([{ ...raised, storeId: container }]);
    expect(gateOf(both, joined, ordinary)).toEqual(raised);
  });
});
