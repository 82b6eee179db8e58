import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { databaseCases, runDatabaseCase } from '@/testing/database-contract';

describe('a database that is put away and put back', () => {
  it.each(databaseCases.filter(({ real }) => real !== true))('keeps $name', async (one) => {
    const { original, copies } = await runDatabaseCase(one);
    expect(original).toEqual({ version: one.version, said: one.expected });
    for (const copy of copies) expect(copy).toEqual(original);
  });
});
