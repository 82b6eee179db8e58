import { describe, expect, it } from 'vitest';
import type { StoreId } from '../ids';
import { joinedOrigins, leftOrigins, type OriginRecord, withNews, withVisit } from './origin';

const origin = 'https://shop.test';
const record: OriginRecord = { origin, visitedAt: 10_000, emptyIn: [], path: null };
const ordinary = 'firefox-default' as StoreId;
const container = 'firefox-container-1' as StoreId;
const news = (empty: boolean, path: string | null = null) => [{ origin, empty, path }];

describe('an origin that keeps nothing', () => {
  it('is known from the switch that left it so until its next visit', () => {
    const left = withNews([record], news(true, '/robots.txt'), 20_000, ordinary);
    expect(left).toEqual([{ ...record, emptyIn: [ordinary], path: '/robots.txt' }]);
    expect(withNews(left, news(true), 30_000, ordinary)).toBe(left);
    expect(withVisit(left, origin, 20_500, ordinary)).toEqual([
      { ...record, visitedAt: 20_500, emptyIn: [], path: '/robots.txt' },
    ]);
  });

  it('is not known when it was visited while the switch went on', () => {
    const known = [record];
    expect(withNews(known, news(true), 9000, ordinary)).toBe(known);
    expect(withNews(known, news(true), 10_900, ordinary)).toBe(known);
  });

  it.each([5000, 10_500, 1e12])('is visited whatever the clock says (%d)', (now) => {
    const left = withNews([record], news(true), 20_000, ordinary);
    expect(withVisit(left, origin, now, ordinary)[0]?.emptyIn).toEqual([]);
  });

  it('is not known in another cookie store, and stays known where nobody was', () => {
    const left = withNews([record], news(true), 20_000, ordinary);
    expect(withNews(left, news(true), 20_000, container)[0]?.emptyIn).toEqual([ordinary, container]);
    expect(withVisit(left, origin, 20_500, container)[0]?.emptyIn).toEqual([ordinary]);
  });

  it('is filled by the switch that puts something there', () => {
    const left = withNews([record], news(true), 20_000, ordinary);
    expect(withNews(left, news(false), 30_000, ordinary)[0]?.emptyIn).toEqual([]);
  });
});

describe('a visit', () => {
  it('adds what was not known, and is not written down twice a second', () => {
    const known = withVisit([], origin, 10_000, ordinary);
    expect(known).toEqual([record]);
    expect(withVisit(known, origin, 10_900, ordinary)).toBe(known);
    expect(withVisit(known, origin, 11_100, ordinary)[0]?.visitedAt).toBe(11_100);
    expect(withVisit(known, 'http://shop.test', 11_100, ordinary)).toHaveLength(2);
  });
});

describe('origins of a domain that comes back', () => {
  const there: OriginRecord = { origin: 'https://idp.test', visitedAt: 1, emptyIn: [ordinary], path: '/' };
  const known = { ...record, emptyIn: [ordinary] };

  it('are known, and not what they keep', () => {
    expect(leftOrigins({ domains: ['idp.test'] }, [known, there])).toEqual([{ ...there, emptyIn: [] }]);
  });

  it('are there once, as they are known by now', () => {
    const site = { domains: ['shop.test'] };
    const unknown = { ...there, emptyIn: [] };
    expect(joinedOrigins(site, [known, there], [unknown])).toEqual([known, unknown]);
    expect(joinedOrigins(site, [known, there], [])).toEqual([known, unknown]);
    expect(joinedOrigins(site, [known], [there])).toEqual([known, there]);
  });
});
