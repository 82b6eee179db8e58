import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { emptyJar, type Jar } from '@/domain/jar';
import type { Digest, DumpId, Row } from '@/domain/jar/web-storage';
import { createFakeArea } from '@/testing/fake-area';
import { createIdbVault } from '@/vault/idb-vault';
import { type RowSource, readAhead } from './read-ahead';

const dump = 'dump' as DumpId;

function naming(digests: readonly (readonly Digest[])[]): Jar {
  const store = { keyPath: null, autoIncrement: false, nextKey: null, indexes: [], rows: 1 };
  const stores = ['things', 'none'].map((name) => ({ ...store, name }));
  const databases = [{ name: 'notes', version: 1, stores, dump, digests }];
  return { ...emptyJar, origins: [{ origin: 'https://shop.test', local: null, databases, caches: null }] };
}

async function rowsOf(source: RowSource, store: string): Promise<unknown[]> {
  const pieces: unknown[] = [];
  for await (const piece of source.rowsOf(dump, store)) pieces.push(piece);
  return pieces;
}

describe('rows that are read before they are wanted', () => {
  it('are those that the vault has', async () => {
    const vault = createIdbVault({ name: 'ahead', copies: createFakeArea(), session: createFakeArea() });
    const rows: Row[] = [[1, 'a']];
    await vault.keepRows(dump, 'things', 0, rows);
    const asked: string[] = [];
    const watched = {
      ...vault,
      rowsOf: (of: DumpId, store: string) => {
        asked.push(store);
        return vault.rowsOf(of, store);
      },
    };
    for (const [jar, before] of [
      [naming([['a'], []]), ['things', 'none']],
      [naming([['a', 'b'], []]), []],
    ] as const) {
      asked.length = 0;
      const source = readAhead(watched, jar);
      expect(asked).toEqual(before);
      expect([await rowsOf(source, 'things'), await rowsOf(source, 'none')]).toEqual([[rows], []]);
      expect(await rowsOf(source, 'of another jar')).toEqual([]);
    }
  });

  it('fail where they are wanted, and nowhere else', async () => {
    const vault = createIdbVault({ name: 'ahead-2', copies: createFakeArea(), session: createFakeArea() });
    const failing = {
      ...vault,
      // biome-ignore lint/correctness/useYield: it fails first.
      rowsOf: async function* (): AsyncGenerator<readonly Row[]> {
        throw new Error('Failed');
      },
    };
    const source = readAhead(failing, naming([['a'], []]));
    await new Promise((resolve) => setImmediate(resolve));
    await expect(rowsOf(source, 'things')).rejects.toThrow('Failed');
  });
});
