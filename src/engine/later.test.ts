import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLater, type Later } from './later';

let later: Later;
const work = vi.fn(async () => undefined);
const failed = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  work.mockClear();
  later = createLater({ quiet: 2000, atMost: 10_000, onError: failed });
});
afterEach(() => vi.useRealTimers());

it('waits until it is quiet', () => {
  later.run('a', work);
  vi.advanceTimersByTime(1999);
  later.run('a', work);
  vi.advanceTimersByTime(1999);
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(work).toHaveBeenCalledOnce();
});

it('does not wait for ever where it is never quiet', () => {
  for (let turn = 0; turn < 21; turn++) {
    later.run('a', work);
    vi.advanceTimersByTime(1000);
  }
  expect(work).toHaveBeenCalledTimes(2);
});

it('keeps what is about different things apart, and goes on after a failure', async () => {
  later.run('a', () => Promise.reject(new Error('no')));
  later.run('b', work);
  await vi.advanceTimersByTimeAsync(2000);
  expect(work).toHaveBeenCalledOnce();
  expect(failed).toHaveBeenCalledOnce();
});
