import { expect, it } from 'vitest';
import { createTelling } from './telling';

it('runs once at a time, and once more for all who asked meanwhile', async () => {
  const ends: (() => void)[] = [];
  const tell = createTelling(() => new Promise((resolve) => void ends.push(resolve)));
  for (let times = 0; times < 1000; times++) tell();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await Promise.resolve();
  await new Promise(setImmediate);
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await new Promise(setImmediate);
  expect(ends).toHaveLength(2);
  tell();
  expect(ends).toHaveLength(3);
});
