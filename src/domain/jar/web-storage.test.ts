import { describe, expect, it } from 'vitest';
import type { TabId } from '../ids';
import {
  type DatabaseShape,
  firstUnlike,
  type StoreShape,
  sameEntries,
  sessionsFor,
  takesRowsOf,
} from './web-storage';

const origin = 'https://shop.test';
const tab = (id: number) => id as TabId;

describe('sessionsFor', () => {
  const of = (id: number, text: string, where = origin) => ({
    tabId: tab(id),
    origin: where,
    session: [['step', text]] as const,
  });
  const texts = (tabs: readonly number[], open: readonly number[], stored: ReturnType<typeof of>[]) =>
    sessionsFor(
      stored,
      tabs.map((id) => ({ tabId: tab(id), origin })),
      open.map(tab),
    ).map(({ tabId, session }) => [tabId, session[0]?.[1]]);

  it('gives each tab its own', () => {
    expect(texts([1, 2], [1, 2], [of(2, 'b'), of(1, 'a')])).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
  });

  it('gives a new tab that of one which is gone, and none twice', () => {
    const given = sessionsFor(
      [of(8, 'gone'), of(9, 'gone too')],
      [1, 2, 3].map((id) => ({ tabId: tab(id), origin })),
      [1, 2, 3].map(tab),
    );
    expect(given.map(({ session }) => session[0]?.[1])).toEqual(['gone', 'gone too', undefined]);
  });

  it('gives a new tab that of one which had something, before one that had nothing', () => {
    const empty = { tabId: tab(7), origin, session: [] };
    const [given] = sessionsFor([empty, of(8, 'gone')], [{ tabId: tab(1), origin }], [tab(1)]);
    expect(given?.session).toEqual([['step', 'gone']]);
  });

  it('gives a new tab nothing of one that is open, be it asleep', () => {
    expect(texts([1], [1, 8], [of(8, 'asleep')])).toEqual([[1, undefined]]);
  });

  it('gives nothing of another origin', () => {
    expect(texts([1], [1], [of(1, 'other', 'https://api.shop.test')])).toEqual([[1, undefined]]);
  });
});

describe('sameEntries', () => {
  it('knows no order, and every difference', () => {
    const two = [
      ['a', '1'],
      ['b', ''],
    ] as const;
    expect(sameEntries(two, two.toReversed())).toBe(true);
    expect(sameEntries(two, [['a', '1']])).toBe(false);
    expect(sameEntries([['a', '1']], [['a', '2']])).toBe(false);
    expect(sameEntries([['a', '1']], [['b', '1']])).toBe(false);
  });
});

describe('firstUnlike', () => {
  const store = (overrides: Partial<StoreShape> = {}): StoreShape => ({
    name: 'things',
    keyPath: null,
    autoIncrement: false,
    nextKey: null,
    indexes: [],
    rows: 1,
    ...overrides,
  });
  const database = (stores: readonly StoreShape[], version = 1): DatabaseShape => ({
    name: 'notes',
    version,
    stores,
  });
  const index = { name: 'i', keyPath: 'a', unique: false, multiEntry: false };

  it.each([
    ['a version', database([store()], 2)],
    ['a row', database([store({ rows: 2 })])],
    ['a key path', database([store({ keyPath: 'id' })])],
    ['a counter', database([store({ autoIncrement: true, nextKey: 2 })])],
    ['an index', database([store({ indexes: [index] })])],
    ['a store', database([])],
  ])('sees that %s is not as wanted', (_, live) => {
    expect(firstUnlike([database([store()])], [live])).toBe('notes');
  });

  it('sees one that is missing, and one too many', () => {
    expect(firstUnlike([database([])], [])).toBe('notes');
    expect(firstUnlike([], [database([])])).toBe('notes');
  });

  it('passes over the order of stores and indexes', () => {
    const other = { ...index, name: 'j' };
    const a = store({ name: 'a', indexes: [index, other] });
    const b = store({ name: 'b' });
    expect(firstUnlike([database([a, b])], [database([b, { ...a, indexes: [other, index] }])])).toBeNull();
  });
});

describe('a database that only needs other rows to be another', () => {
  const store = (change: Partial<StoreShape> = {}): StoreShape => ({
    name: 'things',
    keyPath: 'id',
    autoIncrement: false,
    nextKey: null,
    indexes: [{ name: 'mail', keyPath: 'mail', unique: false, multiEntry: false }],
    rows: 3,
    ...change,
  });
  const shape = (...stores: StoreShape[]): DatabaseShape => ({ name: 'notes', version: 1, stores });

  it.each<[string, boolean, DatabaseShape]>([
    ['has more rows', true, shape(store({ rows: 4 }))],
    ['is another version', false, { ...shape(store()), version: 2 }],
    ['has a store more', false, shape(store(), store({ name: 'more' }))],
    ['has other keys', false, shape(store({ keyPath: null }))],
    ['has no index', false, shape(store({ indexes: [] }))],
    ['gives keys', false, shape(store({ autoIncrement: true, nextKey: 4 }))],
  ])('%s: %s', (_, expected, wanted) => {
    expect(takesRowsOf(shape(store()), wanted)).toBe(expected);
  });

  it('does not give keys itself', () => {
    const counting = shape(store({ autoIncrement: true, nextKey: 4 }));
    expect(takesRowsOf(counting, counting)).toBe(false);
  });
});
