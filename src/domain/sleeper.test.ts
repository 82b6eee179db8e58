import { describe, expect, it } from 'vitest';
import type { AccountId, TabId } from './ids';
import { emptyJar } from './jar';
import { foundAgain, isStale, type Sleeper, usesSession, withSleepers, withTab } from './sleeper';

const [ann, ben] = ['ann', 'ben'] as AccountId[] as [AccountId, AccountId];
const tab = (id: number, url = 'https://shop.test/') => ({ tabId: id as TabId, url });
const sleeper = (id: number, changes: Partial<Sleeper> = {}): Sleeper => ({
  ...tab(id),
  ...{ owner: ann, phase: 'asleep' as const, isStuck: false },
  ...changes,
});
const seen = (id: number, ...session: [string, string][]) => ({
  ...{ tabId: id as TabId, origin: 'https://shop.test' },
  session,
});

describe('withSleepers()', () => {
  it('leaves what sleeps already to whoever had it first', () => {
    const known = withSleepers([], [tab(1)], ann);
    expect(withSleepers(known, [tab(1), tab(2)], ben)).toEqual([sleeper(1), sleeper(2, { owner: ben })]);
  });
});

describe('isStale()', () => {
  it('holds for another account, and where it is not known whose it is by now', () => {
    expect(isStale(sleeper(1), ben)).toBe(true);
    expect(isStale(sleeper(1), null)).toBe(true);
    expect(isStale(sleeper(1), ann)).toBe(false);
    expect(isStale(sleeper(1, { phase: 'stored' }), ann)).toBe(true);
    expect(isStale(sleeper(1, { owner: null }), null)).toBe(false);
  });
});

describe('foundAgain()', () => {
  it('knows each by its address, and none twice', () => {
    const known = [sleeper(1), sleeper(2, { owner: ben }), sleeper(3, { url: 'https://shop.test/gone' })];
    expect(foundAgain(known, [tab(8), tab(9)])).toEqual([sleeper(8), sleeper(9, { owner: ben })]);
    expect(foundAgain(known, [tab(8)])).toEqual([sleeper(8)]);
  });
});

describe('withTab()', () => {
  it('has what the tab had, and nothing where it had nothing', () => {
    const jar = { ...emptyJar, tabs: [seen(1, ['old', '1']), seen(2, ['other', '2'])] };
    expect(withTab(jar, seen(1, ['new', '1'])).tabs).toEqual([
      seen(2, ['other', '2']),
      seen(1, ['new', '1']),
    ]);
    expect(withTab(jar, seen(1)).tabs).toEqual([seen(2, ['other', '2'])]);
  });
});

describe('usesSession()', () => {
  it('is true once one of them has an entry', () => {
    expect(usesSession([null, emptyJar, { tabs: [seen(1)] }])).toBe(false);
    expect(usesSession([null, { tabs: [seen(1), seen(2, ['token', '1'])] }])).toBe(true);
  });
});
