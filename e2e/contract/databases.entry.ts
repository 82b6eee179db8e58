import { databaseCases, runDatabaseCase } from '@/testing/database-contract';

/** Runs in a page, on the browser's own databases. */
async function runAll(): Promise<unknown[]> {
  const outcomes: unknown[] = [];
  for (const one of databaseCases) outcomes.push(await runDatabaseCase(one));
  return outcomes;
}

Object.assign(globalThis, { runDatabaseContract: runAll });
