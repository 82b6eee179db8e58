import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import type { DatabaseShape, Row } from '@/domain/jar/web-storage';
import { databaseCases, runDatabaseCase } from '@/testing/database-contract';
import { fillDatabase, listDatabases, readRows, removeDatabases, writeRows } from './databases';

describe('a database that is put away and put back', () => {
  it.each(databaseCases.filter(({ real }) => real !== true))('keeps $name', async (one) => {
    const { original, copies } = await runDatabaseCase(one);
    expect(original).toEqual({ version: one.version, said: one.expected });
    for (const copy of copies) expect(copy).toEqual(original);
  });
});

describe('what cannot be put in', () => {
  const people = { name: 'people', keyPath: 'id', autoIncrement: false, nextKey: null, indexes: [], rows: 1 };
  const shape: DatabaseShape = { name: 'shop', version: 3, stores: [people] };
  const ann: Row = [1, { id: 1, name: 'Ann' }];
  const ben: Row = [2, { id: 2, name: 'Ben' }];
  const keyless: Row = [3, { name: 'nobody' }];
  const kept = async () =>
    (await readRows({ database: 'shop', store: 'people', after: null, known: null })).rows;
  afterEach(removeDatabases);

  it('leaves rows that are there as they are', async () => {
    await fillDatabase({ shape, anew: true, rows: [['people', [ann]]], whole: true });
    const rows = [['people', [ben, keyless]]] as const;
    await expect(fillDatabase({ shape, anew: false, rows, whole: true })).rejects.toThrow();
    expect(await kept()).toEqual([ann]);
    await expect(writeRows('shop', 'people', [ben, keyless])).rejects.toThrow();
    expect(await kept()).toEqual([ann]);
  });

  it('leaves no empty database where there was none: its site would take it for its own', async () => {
    const rows = [['people', [ann]]] as const;
    await expect(fillDatabase({ shape, anew: false, rows, whole: true })).rejects.toThrow();
    await expect(writeRows('shop', 'people', [ann])).rejects.toThrow();
    await expect(kept()).rejects.toThrow();
    expect(await listDatabases()).toEqual([]);
  });
});
