import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, TabId } from '@/domain/ids';
import type { Jar } from '@/domain/jar';
import type { DumpId } from '@/domain/jar/web-storage';
import { jarOf } from '@/testing/builders';
import { copies, name, newVault, session, vault } from '@/testing/new-vault';
import { createIdbVault } from './idb-vault';

const ann = 'ann' as AccountId;
const anna = 'anna' as AccountId;

beforeEach(newVault);

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
    const lost = createIdbVault({ name: `${name}-anew`, copies, session });
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

  it('holds up nothing by a copy that cannot be read', async () => {
    copies.content.set('copy/ann', 'from a later version');
    await expect(vault.jarOf(ann)).rejects.toMatchObject({ code: 'jar/unreadable' });
    await vault.put(anna, jarOf('anna'));
    await vault.seal.set('ten letters');
    await expect(vault.reseal([ann])).rejects.toMatchObject({ code: 'jar/unreadable' });
    expect(JSON.stringify(copies.content.get('copy/anna'))).not.toContain('"value":"anna"');
    await vault.put(ann, jarOf('ann'));
    expect(await vault.jarOf(ann)).toEqual(jarOf('ann'));
  });
});
