import type { StoreArea } from './store-area';

/**
 * An area that is asked once for what has been read or written: each question to the browser costs about a millisecond, and a
 * switch asks the same ones a hundred times. Nothing is believed that the area below has not confirmed.
 *
 * Only for keys that nobody else writes as long as this one lives. It dies with the worker, and the next reads again.
 */
export function createCachedArea(area: StoreArea): StoreArea {
  /** `undefined` where nothing is stored. */
  const known = new Map<string, unknown>();
  /** How often a key has been written to, or begun to be. What was read meanwhile may be older than what is there. */
  const writes = new Map<string, number>();
  const turnOf = (key: string) => writes.get(key) ?? 0;

  const forget = (keys: readonly string[]) => {
    for (const key of keys) {
      known.delete(key);
      writes.set(key, turnOf(key) + 1);
    }
  };

  const readMissing = async (keys: readonly string[]): Promise<Readonly<Record<string, unknown>>> => {
    const turns = keys.map(turnOf);
    const found = await area.get(keys);
    for (const [index, key] of keys.entries()) if (turnOf(key) === turns[index]) known.set(key, found[key]);
    return found;
  };

  return {
    get: async (keys) => {
      const missing = keys.filter((key) => !known.has(key));
      const hits = keys.filter((key) => known.has(key)).map((key) => [key, known.get(key)] as const);
      const read = missing.length === 0 ? {} : await readMissing(missing);
      const values = [...hits, ...missing.map((key) => [key, read[key]] as const)];
      // As the browser does: whoever changes what they are given changes nothing that is stored.
      return structuredClone(Object.fromEntries(values.filter(([, value]) => value !== undefined)));
    },
    set: async (items) => {
      const keys = Object.keys(items);
      const copy = structuredClone(items);
      forget(keys);
      const turns = keys.map(turnOf);
      await area.set(items);
      // Where another write has begun meanwhile, which of both came last is the area's to know.
      for (const [index, key] of keys.entries()) if (turnOf(key) === turns[index]) known.set(key, copy[key]);
    },
    remove: async (keys) => {
      const there = keys.filter((key) => !(known.has(key) && known.get(key) === undefined));
      if (there.length === 0) return;
      forget(there);
      const turns = there.map(turnOf);
      await area.remove(there);
      for (const [index, key] of there.entries()) if (turnOf(key) === turns[index]) known.set(key, undefined);
    },
    clear: async () => {
      // Also what is being read or written now.
      forget([...known.keys(), ...writes.keys()]);
      await area.clear();
      forget([...known.keys()]);
    },
  };
}
