import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { databaseCases } from '@/testing/database-contract';
import { bundle } from '../bundle';
import type { TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { beforeFirst } from '../scenarios/before-first';
import { builds } from '../scenarios/steps';
import { startTokenApp, type TokenApp } from '../sites/token-app';

/** The stand-in that unit tests use and the browser's own databases must agree. */
describe('a database of the browser that is put away and put back', () => {
  let site: TokenApp;
  let browser: TestBrowser;
  let outcomes: Awaited<ReturnType<typeof runDatabaseContract>>;

  const begin = async () => {
    const entry = fileURLToPath(new URL('databases.entry.ts', import.meta.url));
    const [script, started, launched] = await Promise.all([
      bundle(entry),
      startTokenApp('local'),
      launchBrowser({ dist: builds.granted }),
    ]);
    [site, browser] = [started, launched];
    const tab = await browser.open(site.url());
    outcomes = await tab.evaluate(runContract, script);
  };
  beforeFirst(begin, async () => {
    await browser.close();
    await site.stop();
  });

  it.each(databaseCases.map((one, index) => [one.name, one, index] as const))('keeps %s', (_, one, index) => {
    const said = { version: one.version, said: one.expected };
    const { original, copies = [] } = outcomes[index] ?? {};
    expect(original).toEqual(said);
    expect(copies.length).toBeGreaterThan(1);
    for (const copy of copies) expect(copy).toEqual(said);
  });
});

declare const runDatabaseContract: () => Promise<{ original: unknown; copies: readonly unknown[] }[]>;

/** Indirectly, so that the script's declarations are the page's. */
function runContract(script: string): ReturnType<typeof runDatabaseContract> {
  // biome-ignore lint/security/noGlobalEval: a script of ours, in a page of ours.
  const run = globalThis.eval;
  run(script);
  return runDatabaseContract();
}
