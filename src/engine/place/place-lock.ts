import { type Place, placeKey } from '@/domain/ids';

interface Running {
  readonly name: string | null;
  readonly done: Promise<unknown>;
}

/** What must not run twice at once at one Place. */
export interface PlaceLock {
  /**
   * Runs `work` when everything asked for before has ended. While the newest one waiting or running has the same name (two
   * windows, one click each), it is joined instead: both get its result.
   * @param name `null`: is never joined
   */
  run<Result>(place: Place, name: string | null, work: () => Promise<Result>): Promise<Result>;
  /** Resolves when nothing runs and nothing waits. */
  atRest(): Promise<void>;
}

/**
 * Held in memory on purpose: what a dead worker was doing has died with it and is in the journal.
 * @param stayAwake called when something runs; keeps the worker from being put to sleep until what it returns is called
 */
export function createPlaceLock(stayAwake: () => () => void = () => () => undefined): PlaceLock {
  const newest = new Map<string, Running>();
  let release: (() => void) | null = null;

  return {
    run<Result>(place: Place, name: string | null, work: () => Promise<Result>): Promise<Result> {
      const key = placeKey(place);
      const before = newest.get(key);
      if (name !== null && before?.name === name) return before.done as Promise<Result>;
      const done = (before?.done ?? Promise.resolve()).then(work, work);
      const running: Running = { name, done };
      newest.set(key, running);
      release ??= stayAwake();
      const leave = () => {
        if (newest.get(key) === running) newest.delete(key);
        if (newest.size > 0) return;
        release?.();
        release = null;
      };
      done.then(leave, leave);
      return done;
    },
    async atRest() {
      while (newest.size > 0) await Promise.allSettled([...newest.values()].map(({ done }) => done));
    },
  };
}
