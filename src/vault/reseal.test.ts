import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/domain/app-error';
import type { AccountId } from '@/domain/ids';
import type { Jar } from '@/domain/jar';
import type { DumpId } from '@/domain/jar/web-storage';
import { jarOf } from '@/testing/builders';
import type { FakeArea } from '@/testing/fake-area';
import { copies, name, newVault, openAgain, session, vault } from '@/testing/new-vault';
import { all, ann, ben, fill, onDisk, passphrase, restart, secrets } from '@/testing/sealed-vault';
import { createIdbVault } from './idb-vault';
import type { Vault } from './vault';

beforeEach(newVault);

const workerOn = (area: FakeArea): Vault => createIdbVault({ name, copies: area, session, rounds: 1 });

/** Where a worker dies: at its `step`th write to the key-value storage, or while the `step`th record is sealed. */
async function cutShort(work: (vault: Vault) => Promise<void>, step: number): Promise<boolean> {
  let left = step;
  const count = () => {
    if (left-- === 0) throw new AppError('unexpected');
  };
  const dying: FakeArea = {
    ...copies,
    set: async (items) => {
      count();
      await copies.set(items);
    },
    remove: async (keys) => {
      count();
      await copies.remove(keys);
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
    await work(workerOn(dying));
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
      await dying.reseal([]);
    };
    const remove = async (dying: Vault) => {
      await dying.seal.remove(passphrase);
      await dying.reseal([]);
    };
    let deaths = 0;
    for (let step = 0; step < 60; step++) {
      if (await cutShort(set, step)) deaths++;
      restart();
      if ((await vault.seal.state()) === 'none') continue;
      await vault.seal.unlock(passphrase);
      expect(await all()).toEqual(before);
      await vault.reseal([]);
      const disk = await onDisk();
      expect(secrets.filter((secret) => disk.includes(secret))).toEqual([]);
      if (await cutShort(remove, step)) deaths++;
      restart();
      if ((await vault.seal.state()) === 'locked') {
        await vault.seal.unlock(passphrase);
        expect(await all()).toEqual(before);
        await vault.reseal([]);
        // It may have died before it was to be plain.
        if ((await vault.seal.state()) === 'open') await remove(vault);
      }
      expect([await vault.seal.state(), await all()]).toEqual(['none', before]);
    }
    expect(deaths).toBeGreaterThan(20);
  });
});

/** Encrypting takes until it is over: it has begun before what follows, and ends after that. */
async function whileSealing(begun: () => Promise<void>, meanwhile: () => Promise<void>): Promise<void> {
  const { encrypt } = crypto.subtle;
  const slow: typeof encrypt = async (...inputs) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    return encrypt.apply(crypto.subtle, inputs);
  };
  Object.assign(crypto.subtle, { encrypt: slow });
  try {
    const done = begun();
    await new Promise((resolve) => setTimeout(resolve, 10));
    await Promise.all([done, meanwhile()]);
  } finally {
    Object.assign(crypto.subtle, { encrypt });
  }
}

describe('a passphrase that is removed', () => {
  beforeEach(() => vault.seal.set(passphrase));
  const remove = async () => {
    await vault.seal.remove(passphrase);
    await vault.reseal([]);
  };

  it('waits for a new jar that is being stored', async () => {
    await whileSealing(() => vault.put(ann, jarOf('Ann')), remove);
    restart();
    expect([await vault.seal.state(), await vault.jarOf(ann)]).toEqual(['none', jarOf('Ann')]);
  });

  it('opens the copy of a jar that is gone with its database', async () => {
    await vault.put(ann, jarOf('Ann'));
    await vault.clear();
    await vault.seal.remove(passphrase);
    await vault.reseal([ann]);
    restart();
    expect([await vault.seal.state(), await vault.jarOf(ann)]).toEqual(['none', jarOf('Ann')]);
  });

  it('waits for rows that are being stored', async () => {
    const dump = 'growing' as DumpId;
    await whileSealing(() => vault.keepRows(dump, 'things', 0, [[1, 'row']]), remove);
    restart();
    const pieces = [];
    for await (const piece of vault.rowsOf(dump, 'things')) pieces.push(piece);
    expect([await vault.seal.state(), pieces]).toEqual(['none', [[[1, 'row']]]]);
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
        newVault();
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
  if (one.do === 'reseal') return vault.reseal([]);
  if (one.do === 'restart') restart();
  else openAgain();
}
