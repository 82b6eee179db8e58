import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '@/domain/ids';
import { emptyJar, type Jar } from '@/domain/jar';
import type { DumpId } from '@/domain/jar/web-storage';
import { jarOf, shop } from '@/testing/builders';
import { newVault, openAgain, vault } from '@/testing/new-vault';

const ann = 'ann' as AccountId;
const anna = 'anna' as AccountId;

beforeEach(newVault);

/** A jar with a database whose rows are in this dump. */
function naming(dump: string, jar = emptyJar): Jar {
  const databases = [{ name: 'notes', version: 1, stores: [], dump: dump as DumpId }];
  return { ...jar, origins: [{ origin: 'https://shop.test', local: null, databases, caches: null }] };
}

describe('rows of databases', () => {
  it('counts what the jars of some accounts take, what several name once', async () => {
    const dump = 'dump' as DumpId;
    await vault.put(ann, jarOf('one'));
    const small = await vault.bytesOf([ann]);
    expect(small).toBeGreaterThan(500);
    await vault.keepRows(dump, 'things', 0, [[1, new Uint8Array(100_000)]]);
    await vault.keepRows(dump, 'things', 1, [[2, new Uint8Array(100_000)]]);
    await vault.put(ann, naming(dump, jarOf('two')));
    await vault.put(anna, naming(dump, jarOf('two')));
    const both = await vault.bytesOf([ann, anna]);
    expect(both).toBeGreaterThan(200_000);
    expect(both).toBeLessThan(220_000);
    expect(await vault.bytesOf([])).toBeLessThan(100);
  });

  it('keeps rows as long as a jar names them, and sweeps the others away', async () => {
    const rows = async (dump: string) => {
      const pieces: unknown[] = [];
      for await (const piece of vault.rowsOf(dump as DumpId, 'things')) pieces.push(piece);
      return pieces;
    };
    const keep = (dump: string) => vault.keepRows(dump as DumpId, 'things', 0, [[1, dump]]);
    for (const dump of ['a', 'b', 'c', 'd', 'held']) await keep(dump);
    for (const dump of ['a', 'b', 'c']) await vault.put(ann, naming(dump));
    await vault.hold(shop, naming('held'), null);
    // A capture that goes on in this worker has no jar yet; one that a dead worker began never gets one.
    await vault.sweep();
    expect(await rows('d')).toEqual([[[1, 'd']]]);
    expect(await rows('a')).toEqual([]);
    openAgain();
    await vault.sweep();
    expect([await rows('d'), await rows('b'), await rows('c'), await rows('held')]).toEqual([
      [],
      [[[1, 'b']]],
      [[[1, 'c']]],
      [[[1, 'held']]],
    ]);
    await vault.release(shop);
    await vault.forget(ann);
    await vault.sweep();
    expect([await rows('b'), await rows('c'), await rows('held')]).toEqual([[], [], []]);
  });
});
