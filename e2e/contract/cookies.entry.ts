import { createCookiePort } from '@/browser/cookies';
import { defaultStore } from '@/browser/store';
import type { CookiePort } from '@/engine/ports';
import { store } from '@/testing/builders';
import { type CookieOutcome, cookieCases, runCookieCase } from '@/testing/cookie-contract';

/** Runs inside the extension's background, on the browser's own cookie store. */
async function runAll(later: number): Promise<CookieOutcome[]> {
  const port = ordinary(createCookiePort());
  const outcomes: CookieOutcome[] = [];
  for (const one of cookieCases(later)) outcomes.push(await runCookieCase(port, one));
  return outcomes;
}

/** The browser's ordinary store under the name that the cases have for it. */
function ordinary(port: CookiePort): CookiePort {
  return {
    all: async (site) =>
      (await port.all(site, defaultStore)).map((cookie) => ({ ...cookie, storeId: store })),
    set: (cookie) => port.set({ ...cookie, storeId: defaultStore }),
    remove: (cookie) => port.remove({ ...cookie, storeId: defaultStore }),
  };
}

Object.assign(globalThis, { runCookieContract: runAll });
