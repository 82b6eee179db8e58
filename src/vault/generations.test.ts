import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, TabId } from '@/domain/ids';
import { emptyJar } from '@/domain/jar';
import type { DumpId } from '@/domain/jar/web-storage';
import { jarOf } from '@/testing/builders';
import { name, newVault, raw, vault } from '@/testing/new-vault';

const ann = 'ann' as AccountId;

beforeEach(newVault);

describe('what is kept of an account', () => {
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
});
