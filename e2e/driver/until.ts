/** Milliseconds that a condition may take to come true, on a machine that is busy. */
export const longest = 60_000;

/** Milliseconds between two looks. Each costs the browser something, and takes it from what is waited for. */
const [shortest, longestPause] = [20, 150];

/**
 * Waits until `look` gives something other than `undefined`, `null` or `false`.
 * @param what said when it does not come true, with what was seen last
 * @param patience milliseconds
 */
export async function until<Result>(
  what: string,
  look: () => Promise<Result | undefined | null | false> | Result | undefined | null | false,
  patience = longest,
): Promise<Result> {
  const end = Date.now() + patience;
  let last: unknown;
  for (let pause = shortest; Date.now() < end; pause = Math.min(pause * 1.3, longestPause)) {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== null && seen !== false) return seen;
      last = seen;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(`Waited in vain: ${what} (last: ${String(last)})`);
}

/** Waits until `read` gives `wanted`. */
export async function untilIs<Value>(
  what: string,
  wanted: Value,
  read: () => Promise<Value>,
  patience?: number,
): Promise<void> {
  let last: Value | undefined;
  const same = async () => {
    last = await read();
    return JSON.stringify(last) === JSON.stringify(wanted);
  };
  await until(what, same, patience).catch(() => {
    throw new Error(`${what}: wanted ${JSON.stringify(wanted)}, saw ${JSON.stringify(last)}`);
  });
}
