/** Runs what it is given one after the other. One that fails holds up none. */
export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Each is worked out from what the one before has left. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}
