import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/domain/app-error';
import type { AccountId } from '@/domain/ids';
import type { Jar } from '@/domain/jar';
import type { DumpId } from '@/domain/jar/web-storage';
import { jarOf, shop } from '@/testing/builders';
import { createFakeArea, type FakeArea } from '@/testing/fake-area';
import { createIdbVault } from './idb-vault';
import type { Vault } from './vault';

const ann = 'ann' as AccountId;
const ben = 'ben' as AccountId;
const dump = 'dump' as DumpId;
const passphrase = 'four words and a number 7';

let name: string;
let vault: Vault;
let local: FakeArea;
let session: FakeArea;
let vaults = 0;

beforeEach(() => {
  name = `sealed-${++vaults}`;
  local = createFakeArea();
  session = createFakeArea();
  vault = startWorker();
});

function startWorker(area: FakeArea = local): Vault {
  return createIdbVault({ name, copies: area, session, rounds: 1 });
}

/** The browser was closed, and is there again. */
function restart(): Vault {
  session.content.clear();
  vault = startWorker();
  return vault;
}

/** Everything that lies on disk, as whoever copies the profile has it. */
async function onDisk(): Promise<string> {
  const database = await openDB(name);
  const stores = await Promise.all(['jars', 'rows', 'named'].map((store) => database.getAll(store)));
  database.close();
  return JSON.stringify([stores, [...local.content]]);
}

const naming = (person: string): Jar => ({
  ...jarOf(person),
  origins: [
    {
      origin: 'https://shop.test',
      local: [['token', `token of ${person}`]],
      databases: [{ name: 'notes', version: 1, stores: [], dump }],
      caches: null,
    },
  ],
});

async function fill(): Promise<void> {
  await vault.keepRows(dump, 'things', 0, [[1, { secret: 'rows of Ann' }]]);
  await vault.put(ann, naming('session of Ann'));
  await vault.put(ann, naming('session of Ann, later'));
  await vault.put(ben, jarOf('session of Ben'));
  await vault.hold(shop, jarOf('session that is held'), null);
}

async function rows(): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const piece of vault.rowsOf(dump, 'things')) found.push(piece);
  return found;
}

async function all(): Promise<unknown[]> {
  return [await vault.jarOf(ann), await vault.jarOf(ben), await vault.held(shop), await rows()];
}

/** Too long to come about by chance in what is encrypted. */
const secrets = ['session of Ann', 'session of Ben', 'session that is held', 'token of', 'rows of Ann'];

describe('a vault under a passphrase', () => {
  it('has nothing on disk that could be read, of what was there before and of what came since', async () => {
    await fill();
    const before = await all();
    expect(secrets.filter((secret) => !JSON.stringify(before).includes(secret))).toEqual([]);
    await vault.seal.set(passphrase);
    await vault.reseal();
    expect(secrets.filter((secret) => JSON.stringify([...local.content]).includes(secret))).toEqual([]);
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
    await vault.reseal();
    vault = startWorker();
    expect(await vault.seal.state()).toBe('open');
    expect(await vault.jarOf(ben)).toEqual(jarOf('session of Ben'));
    restart();
    expect(await vault.seal.state()).toBe('locked');
    await expect(vault.jarOf(ben)).rejects.toMatchObject({ code: 'vault/locked' });
    await expect(vault.put(ben, jarOf('other'))).rejects.toMatchObject({ code: 'vault/locked' });
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
    await vault.reseal();
    await expect(vault.seal.set('once more')).rejects.toMatchObject({ code: 'vault/passphrase' });
    await expect(vault.seal.change('wrong', 'new')).rejects.toMatchObject({ code: 'vault/passphrase' });
    await vault.seal.change(passphrase, 'the new one');
    restart();
    await expect(vault.seal.unlock(passphrase)).rejects.toMatchObject({ code: 'vault/passphrase' });
    await expect(vault.seal.remove(passphrase)).rejects.toMatchObject({ code: 'vault/passphrase' });
    await vault.seal.unlock('the new one');
    await vault.seal.remove('the new one');
    await vault.reseal();
    restart();
    expect([await vault.seal.state(), await all()]).toEqual(['none', before]);
    expect(local.content.has('seal')).toBe(false);
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
    await expect(vault.reseal()).rejects.toMatchObject({ code: 'jar/unreadable' });
    expect([await vault.seal.state(), await vault.jarOf(ben)]).toEqual(['open', jarOf('Ben')]);
    await database.put('jars', whole, [ann, 'newest']);
    database.close();
    restart();
    await vault.seal.unlock(passphrase);
    await vault.reseal();
    expect([await vault.seal.state(), await vault.jarOf(ann)]).toEqual(['none', jarOf('Ann')]);
  });

  it('never writes over a key that it cannot read', async () => {
    local.content.set('seal', 'from a later version');
    await expect(vault.put(ann, jarOf('Ann'))).rejects.toMatchObject({ code: 'storage/unreadable' });
    await expect(vault.seal.set(passphrase)).rejects.toMatchObject({ code: 'storage/unreadable' });
    expect(local.content.get('seal')).toBe('from a later version');
  });

  it('leaves nothing when it is given up', async () => {
    await vault.seal.set(passphrase);
    await fill();
    restart();
    await vault.clear();
    await vault.seal.forget();
    local.content.delete('copy/ann');
    await vault.put(ann, jarOf('Ann'));
    expect([await vault.seal.state(), await vault.jarOf(ann)]).toEqual(['none', jarOf('Ann')]);
  });
});

/** Where a worker dies: at its `step`th write to the key-value storage, or while the `step`th record is sealed. */
async function cutShort(work: (vault: Vault) => Promise<void>, step: number): Promise<boolean> {
  let left = step;
  const count = () => {
    if (left-- === 0) throw new AppError('unexpected');
  };
  const dying: FakeArea = {
    ...local,
    set: async (items) => {
      count();
      await local.set(items);
    },
    remove: async (keys) => {
      count();
      await local.remove(keys);
    },
  };
  const { encrypt, decrypt } = crypto.subtle;
  const counted = <Inputs extends unknown[]>(call: (...inputs: Inputs) => Promise<ArrayBuffer>) => {
    return (...inputs: Inputs) => {
      count();
      return call.apply(crypto.subtle, inputs);
    };
  };
  Object.assign(crypto.subtle, { encrypt: counted(encrypt), decrypt: counted(decrypt) });
  try {
    await work(startWorker(dying));
    return false;
  } catch {
    return true;
  } finally {
    Object.assign(crypto.subtle, { encrypt, decrypt });
  }
}

describe('a worker that dies while records are sealed', () => {
  it('leaves each whole, and the next goes on', async () => {
    await fill();
    const before = await all();
    const set = async (dying: Vault) => {
      await dying.seal.set(passphrase);
      await dying.reseal();
    };
    const remove = async (dying: Vault) => {
      await dying.seal.remove(passphrase);
      await dying.reseal();
    };
    let deaths = 0;
    for (let step = 0; step < 60; step++) {
      if (await cutShort(set, step)) deaths++;
      restart();
      if ((await vault.seal.state()) === 'none') continue;
      await vault.seal.unlock(passphrase);
      expect(await all()).toEqual(before);
      await vault.reseal();
      const disk = await onDisk();
      expect(secrets.filter((secret) => disk.includes(secret))).toEqual([]);
      if (await cutShort(remove, step)) deaths++;
      restart();
      if ((await vault.seal.state()) === 'locked') {
        await vault.seal.unlock(passphrase);
        expect(await all()).toEqual(before);
        await vault.reseal();
        // It may have died before it was to be plain.
        if ((await vault.seal.state()) === 'open') await remove(vault);
      }
      expect([await vault.seal.state(), await all()]).toEqual(['none', before]);
    }
    expect(deaths).toBeGreaterThan(20);
  });
});

const person = fc.constantFrom('p', 'q', 'r');
const who = fc.constantFrom(ann, ben);
const step = fc.oneof(
  fc.record({ do: fc.constant('put' as const), who, person }),
  fc.record({ do: fc.constant('forget' as const), who }),
  fc.record({ do: fc.constantFrom('set', 'remove', 'lock', 'unlock', 'restart', 'reseal', 'worker') }),
);

describe('whatever is done with a passphrase', () => {
  it('each account has its newest jar, and nobody has it while it is locked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        name = `sealed-${++vaults}`;
        local = createFakeArea();
        restart();
        const wanted = new Map<AccountId, Jar>();
        for (const one of steps) {
          const done = await carryOut(one).then(
            () => true,
            (error: AppError) => {
              expect(['vault/locked', 'vault/passphrase']).toContain(error.code);
              return false;
            },
          );
          if (done && 'person' in one) wanted.set(one.who, jarOf(one.person));
          if (one.do === 'forget' && 'who' in one) wanted.delete(one.who);
          const isLocked = (await vault.seal.state()) === 'locked';
          for (const id of [ann, ben])
            if (isLocked) {
              if (wanted.has(id))
                await expect(vault.jarOf(id)).rejects.toMatchObject({ code: 'vault/locked' });
            } else expect(await vault.jarOf(id)).toEqual(wanted.get(id) ?? null);
        }
      }),
      { numRuns: 60 },
    );
  });
});

async function carryOut(one: { do: string; who?: AccountId; person?: string }): Promise<void> {
  if (one.do === 'put' && one.who && one.person) return vault.put(one.who, jarOf(one.person));
  if (one.do === 'forget' && one.who) return vault.forget(one.who);
  if (one.do === 'set') return vault.seal.set(passphrase);
  if (one.do === 'remove') return vault.seal.remove(passphrase);
  if (one.do === 'unlock') return vault.seal.unlock(passphrase);
  if (one.do === 'lock') return vault.seal.lock();
  if (one.do === 'reseal') return vault.reseal();
  if (one.do === 'restart') restart();
  else vault = startWorker();
}
