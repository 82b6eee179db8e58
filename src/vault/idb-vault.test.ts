import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '@/domain/ids';
import { cookieJar, emptyJar } from '@/domain/jar';
import { aCookie, jarOf, shop } from '@/testing/builders';
import { createIdbVault } from './idb-vault';
import type { Vault } from './vault';

const ann = 'ann' as AccountId;
const anna = 'anna' as AccountId;
let name: string;
let vault: Vault;
let vaults = 0;

beforeEach(() => {
  name = `vault-${++vaults}`;
  vault = createIdbVault(name);
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
    expect(await createIdbVault(name).jarOf(ann)).toEqual(jar);
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

  it('says when a jar cannot be read, and leaves it where it is', async () => {
    const broken = { version: 99, jar: 'from the future' };
    await vault.jarOf(ann);
    await (await openDB(name)).put('jars', broken, [ann, 'newest']);
    await expect(vault.jarOf(ann)).rejects.toMatchObject({ code: 'jar/unreadable' });
    expect(await raw(ann, 'newest')).toEqual(broken);
    await vault.put(ann, jarOf('ann'));
    expect(await raw(ann, 'before')).toEqual(broken);
  });
});
