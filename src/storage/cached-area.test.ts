import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeArea, type FakeArea } from '@/testing/fake-area';
import { createCachedArea } from './cached-area';
import type { StoreArea } from './store-area';

let asked: string[][];
let below: FakeArea;
let area: StoreArea;
/** What the area below waits for before it answers a question. */
let gate: Promise<void>;

beforeEach(() => {
  asked = [];
  gate = Promise.resolve();
  const fake = createFakeArea();
  below = fake;
  const slow: StoreArea = {
    get: async (keys) => {
      asked.push([...keys]);
      const found = await fake.get(keys);
      await gate;
      return found;
    },
    set: fake.set,
    remove: fake.remove,
    clear: fake.clear,
  };
  area = createCachedArea(slow);
});

describe('a cached area', () => {
  it('asks once for what it has read or written, be it there or not', async () => {
    below.content.set('a', 1);
    await area.set({ b: 2 });
    for (let turn = 0; turn < 2; turn++) expect(await area.get(['a', 'b', 'c'])).toEqual({ a: 1, b: 2 });
    expect(asked).toEqual([['a', 'c']]);
  });

  it('knows of nothing once it was cleared, also of what was being written', async () => {
    await area.set({ a: 1 });
    const late = area.set({ b: 2 });
    await Promise.all([area.clear(), late]);
    below.content.clear();
    expect(await area.get(['a', 'b'])).toEqual({});
  });

  it('gives copies away and takes copies in', async () => {
    const value = { list: [1] };
    await area.set({ a: value });
    value.list.push(2);
    const read = (await area.get(['a'])) as { a: { list: number[] } };
    read.a.list.push(3);
    expect(await area.get(['a'])).toEqual({ a: { list: [1] } });
  });

  it('believes nothing that could not be written', async () => {
    await area.set({ a: 1 });
    below.full = true;
    await expect(area.set({ a: 2 })).rejects.toThrow();
    expect(await area.get(['a'])).toEqual({ a: 1 });
  });

  it('does not remember what was read while it was written', async () => {
    below.content.set('a', 'before');
    let open: () => void = () => undefined;
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const reading = area.get(['a']);
    await area.set({ a: 'after' });
    open();
    await reading;
    expect(await area.get(['a'])).toEqual({ a: 'after' });
  });

  it('asks nothing to have removed what is not there', async () => {
    await area.get(['a']);
    below.content.set('a', 'of somebody else');
    await area.remove(['a']);
    expect(below.content.has('a')).toBe(true);
  });

  it('holds what an area without a memory would, whatever is done in whatever order', async () => {
    const key = fc.constantFrom('a', 'b', 'c');
    const step = fc.oneof(
      fc.record({ kind: fc.constant('get' as const), keys: fc.uniqueArray(key) }),
      fc.record({ kind: fc.constant('set' as const), items: fc.dictionary(key, fc.integer()) }),
      fc.record({ kind: fc.constant('remove' as const), keys: fc.uniqueArray(key) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { maxLength: 4 })), async (batches) => {
        const plain = createFakeArea();
        const cached = createCachedArea(createFakeArea());
        // The steps of a batch are under way at once.
        for (const batch of batches)
          await Promise.all(
            [plain, cached].map((one) =>
              Promise.all(
                batch.map((each) => {
                  if (each.kind === 'get') return one.get(each.keys);
                  return each.kind === 'set' ? one.set(each.items) : one.remove(each.keys);
                }),
              ),
            ),
          );
        const all = ['a', 'b', 'c'];
        expect(await cached.get(all)).toEqual(await plain.get(all));
        expect(await cached.get(all)).toEqual(await plain.get(all));
      }),
    );
  });
});
