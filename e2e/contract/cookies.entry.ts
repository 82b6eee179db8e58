import { createCookiePort } from '@/browser/cookies';
import { defaultStore } from '@/browser/store';
import { type CookieOutcome, cookieCases, runCookieCase } from '@/testing/cookie-contract';

/** Runs inside the extension's background, on the browser's own cookie store. */
async function runAll(later: number): Promise<CookieOutcome[]> {
  const port = createCookiePort();
  const outcomes: CookieOutcome[] = [];
  for (const one of cookieCases(later)) outcomes.push(await runCookieCase(port, one, defaultStore));
  return outcomes;
}

Object.assign(globalThis, { runCookieContract: runAll });
