import { describe, expect, it } from 'vitest';
import { shop } from '@/testing/builders';
import { createPlaceLock } from './place-lock';

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe('PlaceLock.run()', () => {
  it('runs one after the other in the order of asking, also after a failure', async () => {
    const lock = createPlaceLock();
    const order: string[] = [];
    const { open, opened } = gate();
    const first = lock.run(shop, 'first', async () => {
      await opened;
      order.push('first');
      throw new Error('failed');
    });
    const second = lock.run(shop, 'second', async () => order.push('second'));
    open();
    await expect(first).rejects.toThrow('failed');
    await second;
    expect(order).toEqual(['first', 'second']);
  });

  it('joins an equal request that runs or waits', async () => {
    const lock = createPlaceLock();
    let runs = 0;
    const { open, opened } = gate();
    const work = async () => {
      await opened;
      return ++runs;
    };
    const asked = [lock.run(shop, 'same', work), lock.run(shop, 'same', work)];
    open();
    expect(await Promise.all(asked)).toEqual([1, 1]);
    expect(await lock.run(shop, 'same', work)).toBe(2);
    const unnamed = [lock.run(shop, null, work), lock.run(shop, null, work)];
    expect(await Promise.all(unnamed)).toEqual([3, 4]);
  });

  it('joins no request that something else came after', async () => {
    const lock = createPlaceLock();
    const order: string[] = [];
    const note = (name: string) => lock.run(shop, name, async () => order.push(name));
    await Promise.all([note('a'), note('b'), note('a')]);
    expect(order).toEqual(['a', 'b', 'a']);
  });

  it('does not hold up other places', async () => {
    const lock = createPlaceLock();
    const { open, opened } = gate();
    const held = lock.run(shop, 'x', () => opened);
    const elsewhere = { ...shop, storeId: '1' as typeof shop.storeId };
    expect(await lock.run(elsewhere, 'x', async () => 'done')).toBe('done');
    open();
    await held;
  });

  it('is at rest when nothing runs and nothing waits, whatever came of it', async () => {
    const lock = createPlaceLock();
    const done: string[] = [];
    const work = (name: string) => async () => {
      await Promise.resolve();
      done.push(name);
      throw new Error('fails');
    };
    const all = ['one', 'two'].map((name) => lock.run(shop, name, work(name)));
    const rest = lock.atRest();
    await Promise.allSettled(all);
    await rest;
    expect(done).toEqual(['one', 'two']);
    await lock.atRest();
  });

  it('keeps the worker awake from the first that runs to the last', async () => {
    const awake: boolean[] = [];
    let isAwake = false;
    const lock = createPlaceLock(() => {
      isAwake = true;
      return () => {
        isAwake = false;
      };
    });
    const look = async () => void awake.push(isAwake);
    await Promise.all([lock.run(shop, 'one', look), lock.run(shop, 'two', look)]);
    expect(awake).toEqual([true, true]);
    expect(isAwake).toBe(false);
  });
});
