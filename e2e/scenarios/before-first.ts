import { afterAll, beforeEach } from 'vitest';

/**
 * What tests share that go on from one another. As `beforeAll`, but it is within the try of the first of them: where it stumbles, the
 * second try begins anew.
 * @param begin before the first test
 * @param end after the last, and after a beginning that stumbled
 */
export function beforeFirst(begin: () => Promise<void>, end: () => Promise<void>): void {
  let state: 'new' | 'begun' | 'ready' = 'new';
  beforeEach(async () => {
    if (state === 'ready') return;
    if (state === 'begun') await end().catch(() => undefined);
    state = 'begun';
    await begin();
    state = 'ready';
  });
  afterAll(end);
}
