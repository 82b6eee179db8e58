import type { Engine } from '@/engine/engine';
import { createFakeWorld, type FakeWorld } from './fake-world';
import { worldOfTwo } from './two-accounts';

/** What a test of the engine plays in: imported names follow along when the world or the worker is made anew. */

export let world: FakeWorld;
export let engine: Engine;

/** For `beforeEach`: nothing is left of the test before. */
export function newWorld(): void {
  world = createFakeWorld();
  nextWorker();
}

/** The same with ann, who is live, and ben; the browser has run for a while. */
export async function newWorldOfTwo(): Promise<void> {
  world = await worldOfTwo();
  nextWorker();
}

/** The worker before has died, or was ended. */
export function nextWorker(next: Engine = world.startWorker()): void {
  engine = next;
}
