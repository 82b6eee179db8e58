import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DumpId } from '@/domain/jar/web-storage';
import type { SealState } from '@/domain/passphrase';
import { jarOf } from '@/testing/builders';
import { copies, name, newVault, openAgain, session, vault } from '@/testing/new-vault';
import { all, ann, ben, fill, onDisk, passphrase, restart, secrets } from '@/testing/sealed-vault';

beforeEach(newVault);

describe('a vault under a passphrase', () => {
  it('has nothing on disk that could be read, of what was there before and of what came since', async () => {
    await fill();
    const before = await all();
    expect(secrets.filter((secret) => !JSON.stringify(before).includes(secret))).toEqual([]);
    await vault.seal.set(passphrase);
    await vault.reseal([]);
    expect(secrets.filter((secret) => JSON.stringify([...copies.content]).includes(secret))).toEqual([]);
    const disk = await onDisk();
    expect(secrets.filter((secret) => disk.includes(secret))).toEqual([]);
    expect(await all()).toEqual(before);
    await vault.put(ben, jarOf('the next session of Ben'));
    await vault.keepRows('new' as DumpId, 'things', 0, [[2, 'rows of Ben']]);
    const after = await onDisk();
    expect(['session of Ben', 'rows of Ben'].filter((secret) => after.includes(secret))).toEqual([]);
    expect(await vault.jarOf(ben)).toEqual(jarOf('the next session of Ben'));
  });

  it('is open until the browser is closed, whatever becomes of the worker', async () => {
    await fill();
    await vault.seal.set(passphrase);
    await vault.reseal([]);
    openAgain();
    expect(await vault.seal.state()).toBe('open');
    expect(await vault.jarOf(ben)).toEqual(jarOf('session of Ben'));
    restart();
    expect(await vault.seal.state()).toBe('locked');
    await expect(vault.jarOf(ben)).rejects.toMatchObject({ code: 'vault/locked' });
    await expect(vault.put(ben, jarOf('other'))).rejects.toMatchObject({ code: 'vault/locked' });
    await expect(vault.seal.unlock('')).rejects.toMatchObject({ code: 'vault/passphrase' });
    await expect(vault.seal.unlock('another one')).rejects.toMatchObject({ code: 'vault/passphrase' });
    expect(await vault.seal.state()).toBe('locked');
    await vault.seal.unlock(passphrase);
    expect(await vault.jarOf(ben)).toEqual(jarOf('session of Ben'));
    await vault.seal.lock();
    await expect(vault.jarOf(ben)).rejects.toMatchObject({ code: 'vault/locked' });
  });

  it('is opened by the same letters, however they are written', async () => {
    await vault.seal.set('Ångström é');
    await vault.seal.lock();
    await vault.seal.unlock('A\u030angstro\u0308m e\u0301');
    expect(await vault.seal.state()).toBe('open');
  });

  it('takes another passphrase, and is plain again without one', async () => {
    await fill();
    const before = await all();
    await vault.seal.set(passphrase);
    await vault.reseal([]);
    await expect(vault.seal.set('once more')).rejects.toMatchObject({ code: 'vault/passphrase' });
    await expect(vault.seal.change('wrong', 'new')).rejects.toMatchObject({ code: 'vault/passphrase' });
    await vault.seal.change(passphrase, 'the new one');
    restart();
    await expect(vault.seal.unlock(passphrase)).rejects.toMatchObject({ code: 'vault/passphrase' });
    await expect(vault.seal.remove(passphrase)).rejects.toMatchObject({ code: 'vault/passphrase' });
    await vault.seal.unlock('the new one');
    await vault.seal.remove('the new one');
    await vault.reseal([]);
    restart();
    expect([await vault.seal.state(), await all()]).toEqual(['none', before]);
    expect(copies.content.has('seal')).toBe(false);
  });

  it('gives to nobody what was sealed for another', async () => {
    await vault.seal.set(passphrase);
    await vault.put(ann, jarOf('Ann'));
    await vault.put(ben, jarOf('Ben'));
    const database = await openDB(name);
    const sealed: unknown = await database.get('jars', [ann, 'newest']);
    await database.put('jars', sealed, [ben, 'newest']);
    database.close();
    await expect(vault.jarOf(ben)).rejects.toMatchObject({ code: 'jar/unreadable' });
    await vault.put(ben, jarOf('Ben'));
    expect(await vault.jarOf(ben)).toEqual(jarOf('Ben'));
  });

  it('keeps its key as long as there is something that it could not open', async () => {
    await vault.seal.set(passphrase);
    await vault.put(ann, jarOf('Ann'));
    await vault.put(ben, jarOf('Ben'));
    const database = await openDB(name);
    const whole = (await database.get('jars', [ann, 'newest'])) as { bytes: Uint8Array };
    await database.put('jars', { ...whole, bytes: whole.bytes.slice(1) }, [ann, 'newest']);
    await vault.seal.remove(passphrase);
    await expect(vault.reseal([])).rejects.toMatchObject({ code: 'jar/unreadable' });
    expect([await vault.seal.state(), await vault.jarOf(ben)]).toEqual(['open', jarOf('Ben')]);
    await database.put('jars', whole, [ann, 'newest']);
    database.close();
    restart();
    await vault.seal.unlock(passphrase);
    await vault.reseal([]);
    expect([await vault.seal.state(), await vault.jarOf(ann)]).toEqual(['none', jarOf('Ann')]);
  });

  it('is what it was until it is written, and not a moment longer', async () => {
    const { set } = copies;
    let stateBefore: SealState | null = null;
    copies.set = async (items) => {
      stateBefore ??= await vault.seal.state();
      await set(items);
    };
    await vault.seal.set(passphrase);
    expect(stateBefore).toBe('none');
    await vault.put(ann, jarOf('session of Ann'));
    expect([await vault.seal.state(), (await onDisk()).includes('session of Ann')]).toEqual(['open', false]);
  });

  it('is read again where it could not be read', async () => {
    await vault.seal.set(passphrase);
    for (const area of [copies, session]) {
      openAgain();
      const { get } = area;
      area.get = () => Promise.reject(new Error('busy'));
      await expect(vault.seal.state()).rejects.toThrow('busy');
      area.get = get;
      expect(await vault.seal.state()).toBe('open');
    }
  });

  it('never writes over a key that it cannot read', async () => {
    copies.content.set('seal', 'from a later version');
    await expect(vault.put(ann, jarOf('Ann'))).rejects.toMatchObject({ code: 'storage/unreadable' });
    await expect(vault.seal.set(passphrase)).rejects.toMatchObject({ code: 'storage/unreadable' });
    expect(copies.content.get('seal')).toBe('from a later version');
  });

  it('leaves nothing when it is given up', async () => {
    await vault.seal.set(passphrase);
    await fill();
    restart();
    await vault.clear();
    await vault.seal.forget();
    copies.content.delete('copy/ann');
    await vault.put(ann, jarOf('Ann'));
    expect([await vault.seal.state(), await vault.jarOf(ann)]).toEqual(['none', jarOf('Ann')]);
  });
});
