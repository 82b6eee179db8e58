import { beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '@/domain/jar/web-storage';
import { shop } from '@/testing/builders';
import type { FakeWorld } from '@/testing/fake-world';
import {
  ann,
  ben,
  type Keeps,
  liveStorage,
  seedStorage,
  storageOf,
  worldOfTwo,
} from '@/testing/two-accounts';
import type { Engine } from '../engine';

/** What is stored already is not stored once more. */

const shown = 'https://www.shop.test';
let world: FakeWorld;
let engine: Engine;

beforeEach(async () => {
  world = await worldOfTwo();
  engine = world.startWorker();
});

const live = (origin: string) => Object.fromEntries(world.storage.origin(origin).local);

describe('what is kept as it is stored', () => {
  const keeps: Keeps = { entries: [600, 1], rows: [3, 0], session: 1 };
  let calls: string[];
  const things = (database = 'notes') =>
    world.storage.origin(shown).databases.get(database)?.rows.get('things') ?? new Map<string, Row>();
  const goRound = async () => {
    for (const id of [ben, ann]) await engine.switchAccount(shop, id);
  };

  beforeEach(async () => {
    await seedStorage(world, keeps, keeps);
    await goRound();
    await goRound();
    calls = [];
    world.fault = (call) => void calls.push(call);
  });

  it('is not stored once more', async () => {
    await engine.switchAccount(shop, ben);
    expect(liveStorage(world)).toEqual(storageOf('ben', keeps));
    for (const call of ['vault.keepRows', 'vault.copyRows', 'vault.hold']) expect(calls).not.toContain(call);
    expect(calls).toContain('host.localUnless');
    await engine.switchAccount(shop, ann);
    expect(liveStorage(world)).toEqual(storageOf('ann', keeps));
  });

  it.each<[string, () => void, stored: number, copied: number]>([
    ['a row in the middle', () => things().set('1', [1, 'new']), 1, 2],
    ['the first row', () => things().set('0', [0, 'new']), 1, 2],
    ['a key', () => void (things().delete('2') && things().set('7', [7, 'of another'])), 1, 2],
    ['a row more', () => things().set('3', [3, 'new']), 4, 0],
    ['a row less', () => things().delete('0'), 2, 0],
    ['another database', () => world.storage.writeRows(shown, 'more', [[1, 'new']]), 1, 0],
  ])('is stored with what is not: %s', async (_, change, stored, copied) => {
    change();
    const expected = liveStorage(world);
    await engine.switchAccount(shop, ben);
    expect(calls.filter((call) => call === 'vault.keepRows')).toHaveLength(stored);
    expect(calls.filter((call) => call === 'vault.copyRows')).toHaveLength(copied);
    expect(liveStorage(world)).toEqual(storageOf('ben', keeps));
    await engine.switchAccount(shop, ann);
    expect(liveStorage(world)).toEqual(expected);
  });

  it('is stored again when a part of it has been lost', async () => {
    const jar = await world.vault.jarOf(ann);
    const [dump] = (jar?.origins ?? []).flatMap(({ databases }) => databases?.map((one) => one.dump) ?? []);
    await deleteRow(world.name, [dump ?? '', 'things', 1]);
    await goRound();
    expect(liveStorage(world)).toEqual(storageOf('ann', keeps));
    expect(calls.filter((call) => call === 'vault.keepRows')).toHaveLength(3);
  });

  it('is not made anew where rows are all that differs', async () => {
    await engine.switchAccount(shop, ben);
    expect(calls).not.toContain('host.removeDatabases');
    things().set('9', [9, 'new']);
    world.storage.writeRows(shown, 'more', [[1, 'new']]);
    await engine.switchAccount(shop, ann);
    expect(calls).toContain('host.removeDatabases');
    expect(liveStorage(world)).toEqual(storageOf('ann', keeps));
  });

  it('is stored whole when an entry is new', async () => {
    world.storage.origin(shown).local.set('token 7', 'new');
    await goRound();
    expect(live(shown)).toMatchObject({ token: `ann ${shown}`, 'token 7': 'new' });
    expect(calls).toContain('vault.hold');
    expect(calls).not.toContain('vault.keepRows');
  });
});

function deleteRow(name: string, key: IDBValidKey): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => {
      const transaction = request.result.transaction('rows', 'readwrite');
      transaction.objectStore('rows').delete(key);
      transaction.oncomplete = () => resolve();
    };
  });
}
