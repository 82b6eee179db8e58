import { describe, expect, it } from 'vitest';
import type { AccountId, TabId } from '../ids';
import { emptyJar, withUnread } from '../jar';
import { foundAgain, isStale, type Sleeper, usesSession, withSleepers, withTab } from './sleeper';

const [ann, ben] = ['ann', 'ben'] as AccountId[] as [AccountId, AccountId];
const tab = (id: number, url = 'https://shop.test/') => ({ tabId: id as TabId, url });
const asleep = (id: number, url?: string) => ({ ...tab(id, url), awake: false });
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
    const there = 'https://shop.test/there';
    const known = [
      sleeper(1),
      sleeper(2),
      sleeper(3, { url: there, owner: ben }),
      sleeper(4, { url: 'gone' }),
    ];
    expect(foundAgain(known, [asleep(8), asleep(9), asleep(10, there)])).toEqual([
      sleeper(8),
      sleeper(9),
      sleeper(10, { url: there, owner: ben }),
    ]);
    expect(foundAgain(known, [asleep(8)])).toEqual([sleeper(8)]);
  });

  it('leaves alone what is awake', () => {
    expect(foundAgain([sleeper(1)], [{ ...tab(8), awake: true }])).toEqual([]);
  });

  const nobodys = (id: number) => sleeper(id, { owner: null, phase: 'stored' });

  it('puts down to nobody what can be of several', () => {
    const known = [sleeper(1), sleeper(2, { owner: ben })];
    expect(foundAgain(known, [asleep(8), asleep(9)])).toEqual([nobodys(8), nobodys(9)]);
    expect(foundAgain(known, [asleep(8)])).toEqual([nobodys(8)]);
  });

  it('does so where there is one more of that address, which can be the active account’s', () => {
    expect(foundAgain([sleeper(1)], [asleep(8), asleep(9)])).toEqual([nobodys(8), nobodys(9)]);
    expect(foundAgain([sleeper(1)], [{ ...tab(8), awake: true }, asleep(9)])).toEqual([nobodys(9)]);
  });
});

describe('withTab()', () => {
  it('has what the tab had, also where that was nothing', () => {
    const jar = { ...emptyJar, tabs: [seen(1, ['old', '1']), seen(2, ['other', '2'])] };
    expect(withTab(jar, seen(1, ['new', '1'])).tabs).toEqual([
      seen(2, ['other', '2']),
      seen(1, ['new', '1']),
    ]);
    expect(withUnread(withTab(jar, seen(1)), jar).tabs).toEqual([seen(2, ['other', '2']), seen(1)]);
    const alone = { ...emptyJar, tabs: [seen(1, ['old', '1'])] };
    expect(withUnread(withTab(alone, seen(1)), alone).tabs).toEqual([seen(1)]);
  });
});

describe('usesSession()', () => {
  it('is true once one of them has an entry', () => {
    expect(usesSession([null, emptyJar, { tabs: [seen(1)] }])).toBe(false);
    expect(usesSession([null, { tabs: [seen(1), seen(2, ['token', '1'])] }])).toBe(true);
  });
});
