import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TabId } from '@/domain/ids';
import { createTabsPort } from './tabs';

const { run } = vi.hoisted(() => ({ run: vi.fn() }));
vi.mock('webextension-polyfill', () => ({ default: { scripting: { executeScript: run } } }));

const tab = 1 as TabId;
const url = 'https://shop.test/cart';

interface Script {
  readonly func: { readonly name: string };
  readonly args: readonly unknown[];
}

/** What each function answers in the page, by its name, and after how many milliseconds. */
let answers: Record<string, [after: number, answer: () => unknown][]>;
let asked: Script[];

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  answers = {};
  run.mockImplementation(async (script: Script) => {
    asked.push(script);
    const { name } = script.func;
    const [after, answer] = answers[name]?.shift() ?? [0, () => true];
    await new Promise((resolve) => setTimeout(resolve, after));
    return [{ result: answer() }];
  });
});
afterEach(() => vi.useRealTimers());

const between = () => {
  throw new Error('Frame with ID 0 was removed.');
};
const holdings = { origin: 'https://shop.test', local: 1, session: 1, databases: 0, caches: 0 };

/** However long it takes. */
async function done<Result>(work: Promise<Result>): Promise<Result> {
  await vi.advanceTimersByTimeAsync(60_000);
  return work;
}

describe('on a machine that is busy', () => {
  it('a page comes back though the one before was long in going', async () => {
    answers = { comeBack: [[3000, between]] };
    await done(createTabsPort().show(tab, url, false));
    expect(asked.map(({ func }) => func.name)).toEqual(['comeBack', 'comeBack']);
  });

  it('an empty page may take its time to say what its origin keeps', async () => {
    answers = { isQuiet: [[10, () => true]], countHoldings: [[5000, () => holdings]] };
    const quiet = await done(createTabsPort().quiet(tab, false));
    expect(await quiet?.holdings).toEqual(holdings);
  });

  it('one that does not say it is not taken for one that keeps nothing', async () => {
    answers = { countHoldings: [[600_000, () => holdings]] };
    const quiet = await done(createTabsPort().quiet(tab, false));
    expect(await done(quiet?.holdings ?? Promise.reject())).toBeNull();
  });

  it('a page that gives way only when nobody waits for it any more comes back too', async () => {
    const never = [600_000, () => true] as [number, () => unknown];
    answers = { giveWay: [never], isQuiet: Array.from({ length: 99 }, () => never) };
    const tabs = createTabsPort();
    expect(await done(tabs.quiet(tab, false))).toBeNull();
    await done(tabs.show(tab, url, false));
    const wasQuiet = asked.find(({ func }) => func.name === 'comeBack')?.args[3];
    expect(wasQuiet).toBe(true);
  });
});
