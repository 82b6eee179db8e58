import { describe, expect, it } from 'vitest';
import { type OriginRecord, withNews, withVisit } from './origin';

const origin = 'https://shop.test';
const record: OriginRecord = { origin, visitedAt: 10_000, empty: false, path: null };
const news = (empty: boolean, path: string | null = null) => [{ origin, empty, path }];

describe('an origin that keeps nothing', () => {
  it('is known from the switch that left it so until its next visit', () => {
    const left = withNews([record], news(true, '/robots.txt'), 20_000);
    expect(left).toEqual([{ ...record, empty: true, path: '/robots.txt' }]);
    expect(withNews(left, news(true), 30_000)).toBe(left);
    expect(withVisit(left, origin, 20_500)).toEqual([
      { ...record, visitedAt: 20_500, empty: false, path: '/robots.txt' },
    ]);
  });

  it('is not known when it was visited while the switch went on', () => {
    const known = [record];
    expect(withNews(known, news(true), 9000)).toBe(known);
    expect(withNews(known, news(true), 10_900)).toBe(known);
  });

  it.each([5000, 10_500, 1e12])('is visited whatever the clock says (%d)', (now) => {
    const left = withNews([record], news(true), 20_000);
    expect(withVisit(left, origin, now)[0]?.empty).toBe(false);
  });

  it('is filled by the switch that puts something there', () => {
    const left = withNews([record], news(true), 20_000);
    expect(withNews(left, news(false), 30_000)[0]?.empty).toBe(false);
  });
});

describe('a visit', () => {
  it('adds what was not known, and is not written down twice a second', () => {
    const known = withVisit([], origin, 10_000);
    expect(known).toEqual([record]);
    expect(withVisit(known, origin, 10_900)).toBe(known);
    expect(withVisit(known, origin, 11_100)[0]?.visitedAt).toBe(11_100);
    expect(withVisit(known, 'http://shop.test', 11_100)).toHaveLength(2);
  });
});
