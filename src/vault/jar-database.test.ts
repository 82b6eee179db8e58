import { forceCloseDatabase } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountId } from '@/domain/ids';
import { jarOf, shop } from '@/testing/builders';
import { name, newVault, raw, vault } from '@/testing/new-vault';

const ann = 'ann' as AccountId;

beforeEach(newVault);

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

describe('the database of jars', () => {
  it('is opened once more where the browser has closed it', async () => {
    const opened = vi.spyOn(indexedDB, 'open');
    await vault.put(ann, jarOf('ann'));
    forceCloseDatabase(opened.mock.results[0]?.value.result);
    opened.mockRestore();
    expect(await vault.jarOf(ann)).toEqual(jarOf('ann'));
  });
});
