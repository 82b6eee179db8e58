import { deleteDB } from 'idb';
import { AppError } from '@/domain/app-error';
import type { AccountId, Place } from '@/domain/ids';
import type { Jar } from '@/domain/jar';
import { roughSize } from '@/domain/jar/rough-size';
import type { Row } from '@/domain/jar/web-storage';
import { createTurns } from '@/domain/turns';
import type { StoreArea } from '@/storage/store-area';
import { createCodec } from './codec';
import { bytesIn, sweep } from './dumps';
import { generations } from './generations';
import { copyKey, copyOf, keepCopy } from './jar-copy';
import { type Database, durable, heldKey, type JarKey, openJars } from './jar-database';
import { dumpsIn, fromRecord, toRecord } from './jar-record';
import { type Kept, keep, remove, written } from './jar-writes';
import { createPassphraseSeal } from './passphrase-seal';
import { resealAll } from './reseal';
import type { Vault } from './vault';

export interface VaultOptions {
  /** Of the database. */
  readonly name?: string;
  /** On disk: copies of jars, and the Vault's own key, under the passphrase. */
  readonly copies: StoreArea;
  /** In memory, readable by the extension alone: the key while the Vault is open. */
  readonly session: StoreArea;
  /** Of the derivation of a key from a passphrase. */
  readonly rounds?: number;
  /** Milliseconds since the epoch, by the computer's clock. */
  readonly now?: () => number;
}

/**
 * The Vault in the extension's own IndexedDB: ten times cheaper than the browser's key-value storage for a jar, and as durable (measured). But
 * a browser that finds a database damaged, after a crash say, drops it whole; so a copy of each newest jar lies elsewhere.
 */
export function createIdbVault(options: VaultOptions): Vault {
  const { name = 'hatrack', copies, now = Date.now } = options;
  const seal = createPassphraseSeal({ ...options, local: copies });
  const codec = createCodec(seal.keys);
  const inTurn = createTurns();
  // Opened at first use and kept: a worker that never switches pays nothing. Its death closes it.
  let opened: Promise<Database> | undefined;
  const database = () => {
    const lose = () => {
      opened = undefined;
    };
    opened ??= openJars(name, lose).catch((error: unknown) => {
      lose();
      // Made by a newer Hatrack, or its change to a new shape failed: everything is still as it was.
      throw new AppError('jar/unreadable', undefined, { cause: error });
    });
    return opened;
  };

  // Captures that go on in this worker: no jar names their dumps yet. What a dead worker began is nobody's.
  const growing = new Set<string>();
  const jarAt = async (key: JarKey): Promise<unknown> =>
    codec.open(key[0], await (await database()).get('jars', key));
  const newestOf = async (owner: AccountId): Promise<unknown> =>
    (await jarAt([owner, 'newest'])) ?? (await copyOf(copies, codec, owner));
  const sealed = async ([key, record]: readonly [JarKey, unknown]): Promise<Kept> => {
    return { key, record: await codec.seal(key[0], record), dumps: dumpsIn(record) };
  };
  /** What would be written over without anybody knowing what it is, under names of its own. */
  const unreadableAt = async (keys: readonly JarKey[]): Promise<Kept[]> => {
    const all = await database();
    const found = keys.map(async (key): Promise<Kept | null> => {
      if ((await readable(jarAt(key))) !== null) return null;
      const [raw, dumps = []] = await Promise.all([all.get('jars', key), all.get('named', key)]);
      const aside: JarKey = [key[0], `unreadable ${crypto.randomUUID()}`];
      return raw === undefined ? null : { key: aside, record: raw, dumps: [...dumps, ...dumpsIn(raw)] };
    });
    return (await Promise.all(found)).filter((one) => one !== null);
  };
  const copyNewest = async (owner: AccountId | null, kept: readonly [JarKey, unknown][]): Promise<void> => {
    const newest = kept.find(([[, generation]]) => generation === 'newest');
    const jar = newest && fromRecord(newest[1]);
    if (owner !== null && jar) await keepCopy(copies, codec, owner, jar).catch(() => undefined);
  };
  const write = async (jar: Jar, owner: AccountId | null, place: Place | null): Promise<void> => {
    const work = async () => {
      const before = owner === null ? null : await readable(newestOf(owner));
      const kept = owner === null ? [] : generations(owner, jar, before, now() / 1000);
      const held: [JarKey, unknown][] = place === null ? [] : [[heldKey(place), toRecord(jar)]];
      const [aside, ...records] = await Promise.all([
        unreadableAt(kept.map(([key]) => key)),
        ...[...kept, ...held].map(sealed),
      ]);
      // At the same time, so that it costs nothing; where it cannot be written, the one of the jar before stays.
      const copied = copyNewest(owner, kept);
      const transaction = (await database()).transaction(['jars', 'named'], 'readwrite', durable);
      await Promise.all([...aside, ...records].map((record) => keep(transaction, record)));
      await Promise.all([transaction.done, copied]);
    };
    await written(() => inTurn(work));
    for (const dump of dumpsIn(jar)) growing.delete(dump);
  };

  const rowsAt = async (dump: string, store: string, piece: number): Promise<readonly Row[] | undefined> => {
    const raw = await (await database()).get('rows', [dump, store, piece]);
    return (await codec.open(dump, raw)) as readonly Row[] | undefined;
  };
  // Each is sealed as was right when it began.
  const keeping = new Set<Promise<void>>();
  const keepRows: Vault['keepRows'] = (dump, store, piece, rows) => {
    const work = async () => {
      growing.add(dump);
      const record = await codec.seal(dump, rows);
      await (await database()).put('rows', record, [dump, store, piece]);
    };
    const kept = written(work).finally(() => keeping.delete(kept));
    keeping.add(kept);
    return kept;
  };

  return {
    seal,
    reseal: async (accounts) => {
      if (await seal.isSettled()) return;
      await Promise.allSettled(keeping);
      const isDone = await written(async () => resealAll(await database(), copies, codec, inTurn, accounts));
      // With the key gone nobody could ever read it, though it may be a matter of the moment.
      if (!isDone) throw new AppError('jar/unreadable');
      await seal.settle();
    },
    jarOf: async (accountId) => fromRecord(await newestOf(accountId)),
    held: async (place) => fromRecord(await jarAt(heldKey(place))),
    hold: (place, jar, owner) => write(jar, owner, place),
    release: async (place) => remove(await database(), IDBKeyRange.only(heldKey(place))),
    put: (accountId, jar) => write(jar, accountId, null),
    forget: (accountId) =>
      inTurn(async () => {
        await copies.remove([copyKey(accountId)]);
        await remove(await database(), IDBKeyRange.bound([accountId], [accountId, []]));
      }),
    keepRows,
    copyRows: async (from, to, store, piece) => {
      const rows = await rowsAt(from, store, piece);
      if (rows !== undefined) await keepRows(to, store, piece, rows);
      return rows !== undefined;
    },
    piecesOf: async (dump) => (await database()).count('rows', IDBKeyRange.bound([dump], [dump, []])),
    async *rowsOf(dump, store) {
      for (let piece = 0; ; piece++) {
        const found = await rowsAt(dump, store, piece);
        if (found === undefined) return;
        yield found;
      }
    },
    bytesOf: async (accounts) =>
      (await bytesIn(await database(), accounts)) + roughSize(await copies.get(accounts.map(copyKey))),
    clear: async () => {
      const found = await database().catch(() => null);
      if (found === null) return deleteDB(name);
      const transaction = found.transaction(['jars', 'rows', 'named'], 'readwrite');
      const stores = [...transaction.objectStoreNames].map((store) => transaction.objectStore(store).clear());
      await Promise.all([...stores, transaction.done]);
    },
    sweep: async () => sweep(await database(), growing),
  };
}

/** @throws AppError `vault/locked`: what cannot be read just now is not unreadable */
async function readable(reading: Promise<unknown>): Promise<Jar | null> {
  try {
    return fromRecord(await reading);
  } catch (error) {
    if (error instanceof AppError && error.code === 'jar/unreadable') return null;
    throw error;
  }
}
