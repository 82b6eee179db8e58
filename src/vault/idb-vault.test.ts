import 'fake-indexeddb/auto';
import { forceCloseDatabase } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountId, TabId } from '@/domain/ids';
import { cookieJar, emptyJar, type Jar } from '@/domain/jar';
import type { DumpId } from '@/domain/jar/web-storage';
import { aCookie, jarOf, shop } from '@/testing/builders';
import { createFakeArea, type FakeArea } from '@/testing/fake-area';
import { createIdbVault } from './idb-vault';
import type { Vault } from './vault';

const ann = 'ann' as AccountId;
const anna = 'anna' as AccountId;
let name: string;
let vault: Vault;
let copies: FakeArea;
let vaults = 0;

beforeEach(() => {
  name = `vault-${++vaults}`;
  copies = createFakeArea();
  vault = createIdbVault({ name, copies });
});

async function raw(account: AccountId, generation: string): Promise<unknown> {
  return (await openDB(name)).get('jars', [account, generation]);
}

describe('the vault', () => {
  it('gives back what was put, cookie by cookie', async () => {
    const jar = cookieJar([
      aCookie({
        partitionKey: { topLevelSite: 'https://x.test', hasCrossSiteAncestor: false },
        expires: 12.5,
      }),
      aCookie({ name: '', value: 'nameless' }),
    ]);
    await vault.put(ann, jar);
    expect(await vault.jarOf(ann)).toEqual(jar);
    expect(await createIdbVault({ name, copies }).jarOf(ann)).toEqual(jar);
    expect(await vault.jarOf(anna)).toBeNull();
  });

  it('keeps the generation before, and the last one that was signed in', async () => {
    await vault.put(ann, jarOf('first'));
    await vault.put(ann, jarOf('second'));
    await vault.put(ann, jarOf('second'));
    await vault.put(ann, emptyJar);
    expect(await vault.jarOf(ann)).toEqual(emptyJar);
    expect(await raw(ann, 'before')).toMatchObject({ jar: jarOf('second') });
    expect(await raw(ann, 'signed-in')).toMatchObject({ jar: jarOf('second') });
    await vault.put(ann, emptyJar);
    expect(await raw(ann, 'before')).toMatchObject({ jar: jarOf('second') });
  });

  it('holds the jar of nobody without giving it to anybody', async () => {
    await vault.hold(shop, jarOf('nobody'), null);
    expect(await vault.held(shop)).toEqual(jarOf('nobody'));
    expect(await vault.jarOf(ann)).toBeNull();
    await vault.release(shop);
    expect(await vault.held(shop)).toBeNull();
  });

  it('holds the jar of an account as its newest too', async () => {
    await vault.hold(shop, jarOf('ann'), ann);
    expect(await vault.jarOf(ann)).toEqual(jarOf('ann'));
  });

  it('forgets one account whole and no other, however alike their ids', async () => {
    await vault.put(ann, jarOf('ann'));
    await vault.put(anna, jarOf('anna'));
    await vault.forget(ann);
    expect(await vault.jarOf(ann)).toBeNull();
    expect(await raw(ann, 'signed-in')).toBeUndefined();
    expect(await vault.jarOf(anna)).toEqual(jarOf('anna'));
  });

  it('counts what the jars of some accounts take, what several name once', async () => {
    const dump = 'dump' as DumpId;
    const naming = (value: string): Jar => ({
      ...jarOf(value),
      origins: [
        {
          origin: 'https://shop.test',
          local: null,
          databases: [{ name: 'notes', version: 1, stores: [], dump }],
          caches: null,
        },
      ],
    });
    await vault.put(ann, jarOf('one'));
    const small = await vault.bytesOf([ann]);
    expect(small).toBeGreaterThan(500);
    await vault.keepRows(dump, 'things', 0, [[1, new Uint8Array(100_000)]]);
    await vault.keepRows(dump, 'things', 1, [[2, new Uint8Array(100_000)]]);
    await vault.put(ann, naming('two'));
    await vault.put(anna, naming('two'));
    const both = await vault.bytesOf([ann, anna]);
    expect(both).toBeGreaterThan(200_000);
    expect(both).toBeLessThan(220_000);
    expect(await vault.bytesOf([])).toBeLessThan(100);
  });

  it('is empty once it was cleared', async () => {
    await vault.put(ann, jarOf('ann'));
    await vault.hold(shop, jarOf('held'), null);
    await vault.clear();
    copies.content.clear();
    expect([await vault.jarOf(ann), await vault.held(shop)]).toEqual([null, null]);
    await vault.put(ann, jarOf('again'));
    expect(await vault.jarOf(ann)).toEqual(jarOf('again'));
  });

  it('is opened once more where the browser has closed it', async () => {
    const opened = vi.spyOn(indexedDB, 'open');
    await vault.put(ann, jarOf('ann'));
    forceCloseDatabase(opened.mock.results[0]?.value.result);
    opened.mockRestore();
    expect(await vault.jarOf(ann)).toEqual(jarOf('ann'));
  });

  it('says when a jar cannot be read, and leaves it where it is', async () => {
    const broken = { version: 99, jar: 'from the future' };
    await vault.jarOf(ann);
    await (await openDB(name)).put('jars', broken, [ann, 'newest']);
    await expect(vault.jarOf(ann)).rejects.toMatchObject({ code: 'jar/unreadable' });
    expect(await raw(ann, 'newest')).toEqual(broken);
  });

  it('never writes over what it cannot read', async () => {
    await vault.jarOf(ann);
    const database = await openDB(name);
    for (const generation of ['newest', 'before', 'signed-in'])
      await database.put('jars', { version: 99, jar: generation }, [ann, generation]);
    for (const value of ['1', '2', '3']) await vault.put(ann, jarOf(value));
    const kept = (await database.getAll('jars')).filter(({ version }) => version === 99);
    expect(kept.map(({ jar }) => jar).toSorted()).toEqual(['before', 'newest', 'signed-in']);
    expect(await vault.jarOf(ann)).toEqual(jarOf('3'));
  });

  it('keeps what was not read this time as it was', async () => {
    const origin = 'https://shop.test';
    const dump = 'dump' as DumpId;
    const database = { name: 'notes', version: 1, stores: [], dump };
    await vault.put(ann, {
      ...jarOf('one'),
      origins: [{ origin, local: [['a', 'b']], databases: [database], caches: null }],
      tabs: [{ tabId: 1 as TabId, origin, session: [['c', 'd']] }],
    });
    await vault.put(ann, jarOf('two'));
    expect(await vault.jarOf(ann)).toMatchObject({
      ...jarOf('two'),
      origins: [{ local: [['a', 'b']], databases: [database], caches: null }],
      tabs: [{ session: [['c', 'd']] }],
    });
    await vault.put(ann, {
      ...jarOf('three'),
      origins: [{ origin, local: [], databases: null, caches: null }],
    });
    expect((await vault.jarOf(ann))?.origins).toEqual([
      { origin, local: [], databases: [database], caches: null },
    ]);
  });

  it('keeps rows as long as a jar names them, and sweeps the others away', async () => {
    const rows = async (dump: string) => {
      const pieces: unknown[] = [];
      for await (const piece of vault.rowsOf(dump as DumpId, 'things')) pieces.push(piece);
      return pieces;
    };
    const keep = (dump: string) => vault.keepRows(dump as DumpId, 'things', 0, [[1, dump]]);
    const naming = (dump: string): Jar => {
      const databases = [{ name: 'notes', version: 1, stores: [], dump: dump as DumpId }];
      return {
        ...emptyJar,
        origins: [{ origin: 'https://shop.test', local: null, databases, caches: null }],
      };
    };
    for (const dump of ['a', 'b', 'c', 'd', 'held']) await keep(dump);
    for (const dump of ['a', 'b', 'c']) await vault.put(ann, naming(dump));
    await vault.hold(shop, naming('held'), null);
    // A capture that goes on in this worker has no jar yet; one that a dead worker began never gets one.
    await vault.sweep();
    expect(await rows('d')).toEqual([[[1, 'd']]]);
    expect(await rows('a')).toEqual([]);
    vault = createIdbVault({ name, copies });
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

describe('a vault whose database was lost', () => {
  const origin = 'https://shop.test';
  const databases = [{ name: 'notes', version: 1, stores: [], dump: 'dump' as DumpId }];
  const whole = (text: string): Jar => ({
    ...jarOf('ann'),
    origins: [{ origin, local: [['token', text]], databases, caches: null }],
    tabs: [{ tabId: 1 as TabId, origin, session: [['step', '1']] }],
  });

  it('still has of each account what is not large, until it is forgotten', async () => {
    await vault.put(ann, whole('short'));
    await vault.put(anna, whole('x'.repeat(300_000)));
    const lost = createIdbVault({ name: `${name}-anew`, copies });
    const [small, large] = [await lost.jarOf(ann), await lost.jarOf(anna)];
    expect(small).toEqual({
      ...whole('short'),
      origins: [{ origin, local: [['token', 'short']], databases: null, caches: null }],
    });
    expect(large).toEqual(jarOf('ann'));
    await lost.put(ann, jarOf('renewed'));
    expect(await lost.jarOf(ann)).toMatchObject({
      cookies: jarOf('renewed').cookies,
      origins: small?.origins,
    });
    await lost.forget(ann);
    expect(await lost.jarOf(ann)).toBeNull();
  });
});

describe('a vault from before', () => {
  it('is read: jars that held cookies alone, and the held ones in a store of their own', async () => {
    const old = await openDB(name, 1, {
      upgrade(database) {
        database.createObjectStore('jars');
        database.createObjectStore('held');
      },
    });
    const record = (person: string) => ({ version: 1, jar: { cookies: jarOf(person).cookies } });
    await old.put('jars', record('ann'), [ann, 'newest']);
    await old.put('held', record('nobody'), 'shop.test/0');
    old.close();
    expect(await vault.jarOf(ann)).toEqual(jarOf('ann'));
    expect(await vault.held(shop)).toEqual(jarOf('nobody'));
  });

  it('or from later is left as it is', async () => {
    const later = await openDB(name, 99, {
      upgrade: (database) => void database.createObjectStore('jars'),
    });
    await later.put('jars', 'from the future', [ann, 'newest']);
    later.close();
    await expect(vault.put(ann, jarOf('ann'))).rejects.toMatchObject({ code: 'jar/unreadable' });
    await expect(vault.jarOf(ann)).rejects.toMatchObject({ code: 'jar/unreadable' });
    expect(await raw(ann, 'newest')).toBe('from the future');
  });
});
