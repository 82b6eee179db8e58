import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '@/domain/ids';
import { cookieJar } from '@/domain/jar';
import { aCookie, jarOf, shop } from '@/testing/builders';
import { copies, name, newVault, raw, session, vault } from '@/testing/new-vault';
import { createIdbVault } from './idb-vault';

const ann = 'ann' as AccountId;
const anna = 'anna' as AccountId;

beforeEach(newVault);

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
    expect(await createIdbVault({ name, copies, session }).jarOf(ann)).toEqual(jar);
    expect(await vault.jarOf(anna)).toBeNull();
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

  it('is empty once it was cleared', async () => {
    await vault.put(ann, jarOf('ann'));
    await vault.hold(shop, jarOf('held'), null);
    await vault.clear();
    copies.content.clear();
    expect([await vault.jarOf(ann), await vault.held(shop)]).toEqual([null, null]);
    await vault.put(ann, jarOf('again'));
    expect(await vault.jarOf(ann)).toEqual(jarOf('again'));
  });

  it('says when a jar cannot be read, and leaves it where it is', async () => {
    const broken = { version: 99, jar: 'from the future' };
    await vault.jarOf(ann);
    await (await openDB(name)).put('jars', broken, [ann, 'newest']);
    await expect(vault.jarOf(ann)).rejects.toMatchObject({ code: 'jar/unreadable' });
    expect(await raw(ann, 'newest')).toEqual(broken);
  });
});
