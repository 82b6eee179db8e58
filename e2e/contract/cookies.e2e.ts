import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CookieOutcome, cookieCases } from '@/testing/cookie-contract';
import { bundle } from '../bundle';
import type { TestBrowser } from '../driver/browser';
import { launchChromium } from '../driver/chromium';
import { builds } from '../scenarios/steps';

const later = Math.floor(Date.now() / 1000) + 86_400;

/** The fake store that the engine's tests use and the browser's own must agree. */
describe('the cookie store of Chromium', () => {
  let browser: TestBrowser;
  let outcomes: CookieOutcome[];

  beforeAll(async () => {
    const entry = fileURLToPath(new URL('cookies.entry.ts', import.meta.url));
    const [script, launched] = await Promise.all([bundle(entry), launchChromium({ dist: builds.granted })]);
    browser = launched;
    await browser.runScript(script);
    outcomes = await browser.inBackground(runContract, later);
  });
  afterAll(() => browser.close());

  it.each(cookieCases(later).map((one, index) => [one.name, one, index] as const))('%s', (_, one, index) => {
    expect(outcomes[index]).toEqual(one.expected);
  });
});

declare const runCookieContract: (later: number) => Promise<CookieOutcome[]>;

function runContract(later: number): Promise<CookieOutcome[]> {
  return runCookieContract(later);
}
