import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type CookieOutcome, cookieCases } from '@/testing/cookie-contract';
import { bundle } from '../bundle';
import { happens } from '../differences';
import type { TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { beforeFirst } from '../scenarios/before-first';
import { builds } from '../scenarios/steps';

const later = Math.floor(Date.now() / 1000) + 86_400;

/** Cases that are about something that not every browser does; the fake does as Chromium. */
const differing: Readonly<Record<string, Parameters<typeof happens>[0]>> = {
  'keeps one without a name': 'cookies without a name',
  'lets a cookie keep its age when it is set again with its value':
    'a cookie that is set again with its value keeps its age',
};

/** The fake store that the engine's tests use and the browser's own must agree. */
describe('the cookie store of the browser', () => {
  let browser: TestBrowser;
  let outcomes: CookieOutcome[];

  const begin = async () => {
    const entry = fileURLToPath(new URL('cookies.entry.ts', import.meta.url));
    const [script, launched] = await Promise.all([bundle(entry), launchBrowser({ dist: builds.granted })]);
    browser = launched;
    await browser.runScript(script);
    outcomes = await browser.inBackground(runContract, later);
  };
  beforeFirst(begin, () => browser.close());

  it.each(cookieCases(later).map((one, index) => [one.name, one, index] as const))(
    '%s',
    (name, one, index) => {
      const difference = differing[name];
      if (difference !== undefined && !happens(difference)) expect(outcomes[index]).not.toEqual(one.expected);
      else expect(outcomes[index]).toEqual(one.expected);
    },
  );
});

declare const runCookieContract: (later: number) => Promise<CookieOutcome[]>;

function runContract(later: number): Promise<CookieOutcome[]> {
  return runCookieContract(later);
}
