/** Work that waits until what it is about has been quiet for a while. In memory: it is about what goes on now. */
export interface Later {
  /** Runs the newest work of this name once nothing more was asked for under it for `quiet` milliseconds, or after `atMost`. */
  run(name: string, work: () => Promise<void>): void;
}

export interface LaterOptions {
  /** Milliseconds. */
  readonly quiet: number;
  /** Milliseconds. */
  readonly atMost: number;
  readonly onError: (error: unknown) => void;
}

export function createLater({ quiet, atMost, onError }: LaterOptions): Later {
  const waiting = new Map<
    string,
    { readonly timer: ReturnType<typeof setTimeout>; readonly since: number }
  >();
  return {
    run: (name, work) => {
      const before = waiting.get(name);
      clearTimeout(before?.timer);
      const since = before?.since ?? performance.now();
      const wait = Math.max(0, Math.min(quiet, since + atMost - performance.now()));
      const timer = setTimeout(() => {
        waiting.delete(name);
        work().catch(onError);
      }, wait);
      waiting.set(name, { timer, since });
    },
  };
}
