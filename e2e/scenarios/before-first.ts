import { afterAll, beforeEach, type RunnerTestCase, TestRunner } from 'vitest';

/** Milliseconds for a beginning, and for all that comes before the last test. */
const longest = 600_000;

/**
 * What tests share that go on from one another. As `beforeAll`, but it is within the try of the first of them, and the second try of any
 * begins anew and goes through those before it: what the first has left behind would be in its way.
 * @param begin before the first test
 * @param end after the last, and before a new beginning
 */
export function beforeFirst(begin: () => Promise<void>, end: () => Promise<void>): void {
  let state: 'new' | 'begun' | 'ready' = 'new';
  beforeEach(async ({ task }) => {
    const isSecondTry = (task.result?.retryCount ?? 0) > 0;
    if (state === 'ready' && !isSecondTry) return;
    if (state !== 'new') await end().catch(() => undefined);
    state = 'begun';
    await begin();
    if (isSecondTry) for (const test of testsBefore(task)) await TestRunner.getTestFn(test)();
    state = 'ready';
  }, longest);
  afterAll(end);
}

/** One that has failed twice is not gone through again. */
function testsBefore(task: RunnerTestCase): RunnerTestCase[] {
  const all = task.suite?.tasks.filter((one) => one.type === 'test') ?? [];
  return all.slice(0, all.indexOf(task)).filter(({ result }) => result?.state === 'pass');
}
