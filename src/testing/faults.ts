import type { AccountId } from '@/domain/ids';
import type { Engine } from '@/engine/engine';
import { shop } from './builders';
import type { FakeWorld } from './fake-world';

/**
 * Does some work in which the `at`-th call of a port, an area or the vault meets this fault, and so does every later one.
 * @param fault `never` is the death of the worker, which is not waited for
 * @returns whether there was such a call
 */
export async function withFault(
  world: FakeWorld,
  work: () => Promise<unknown>,
  at: number,
  fault: () => Promise<void> | void,
): Promise<boolean> {
  let calls = 0;
  let hit = false;
  world.fault = () => {
    if (++calls < at) return;
    hit = true;
    return fault();
  };
  const ended = work();
  // One that is alive still puts in order what it can, before there is another.
  await (fault === never ? Promise.race([ended, died(() => hit)]) : ended);
  world.fault = () => undefined;
  return hit;
}

/** The worker dies before the call. */
export const never = () => new Promise<void>(() => undefined);

/** One call fails, and none after it. @returns the fault */
export function failsOnce(): () => void {
  let failed = false;
  return () => {
    if (failed) return;
    failed = true;
    throw new Error('Failed once');
  };
}

/** Resolves a while after the fault was hit, for a worker that is dead never answers. */
async function died(hit: () => boolean): Promise<void> {
  while (!hit()) await turn();
  // What was started side by side with the call that was hit still ends, as it does in a browser.
  for (let turns = 0; turns < 50; turns++) await turn();
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** The worker dies in the middle of a switch on shop.test, over the second of the cookies. */
export async function dieSwitching(world: FakeWorld, engine: Engine, to: AccountId): Promise<void> {
  let planted = 0;
  world.fault = (call) => (call === 'cookies.set' && ++planted > 1 ? never() : undefined);
  void engine.switchAccount(shop, to);
  while (planted < 2) await turn();
  world.fault = () => undefined;
}
