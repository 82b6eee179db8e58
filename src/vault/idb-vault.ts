import { deleteDB } from 'idb';
import { AppError } from '@/domain/app-error';
import type { AccountId, Place } from '@/domain/ids';
import type { Jar } from '@/domain/jar';
import { roughSize } from '@/domain/jar/rough-size';
import type { StoreArea } from '@/storage/store-area';
import { bytesIn, sweep } from './dumps';
import { generations, readable, unreadableAt } from './generations';
import { copyKey, copyOf, keepCopy } from './jar-copy';
import { type Database, heldKey, type JarKey, openJars, type Writing } from './jar-database';
import { dumpsIn, fromRecord, toRecord } from './jar-record';
import type { Vault } from './vault';

/** Strict: the promise resolves when the data is on disk, not in a buffer; a switch touches the browser next. */
const durable = { durability: 'strict' } as const;

export interface VaultOptions {
  /** Of the database. */
  readonly name?: string;
  /** Where copies of jars go. */
  readonly copies: StoreArea;
  /** Milliseconds since the epoch, by the computer's clock. */
  readonly now?: () => number;
}

/**
 * The Vault in the extension's own IndexedDB: ten times cheaper than the browser's key-value storage for a jar, and as durable (measured). But
 * a browser that finds a database damaged, after a crash say, drops it whole; so a copy of each newest jar lies elsewhere.
 */
export function createIdbVault({ name = 'hatrack', copies, now = Date.now }: VaultOptions): Vault {
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
  const newestOf = async (owner: AccountId): Promise<unknown> =>
    (await (await database()).get('jars', [owner, 'newest'])) ?? (await copyOf(copies, owner));
  const copyNewest = async (owner: AccountId | null, kept: readonly [JarKey, unknown][]): Promise<void> => {
    const newest = kept.find(([[, generation]]) => generation === 'newest');
    const jar = newest && readable(newest[1]);
    if (owner !== null && jar) await keepCopy(copies, owner, jar).catch(() => undefined);
  };
  const write = async (jar: Jar, owner: AccountId | null, place: Place | null): Promise<void> => {
    await written(async () => {
      const kept = owner === null ? [] : generations(owner, jar, await newestOf(owner), now() / 1000);
      const held: [JarKey, unknown][] = place === null ? [] : [[heldKey(place), toRecord(jar)]];
      // At the same time, so that it costs nothing; where it cannot be written, the one of the jar before stays.
      const copied = copyNewest(owner, kept);
      const transaction = (await database()).transaction(['jars', 'named'], 'readwrite', durable);
      const aside = await unreadableAt(
        transaction,
        kept.map(([key]) => key),
      );
      await Promise.all([...aside, ...kept, ...held].map(([key, record]) => keep(transaction, key, record)));
      await Promise.all([transaction.done, copied]);
    });
    for (const dump of dumpsIn(jar)) growing.delete(dump);
  };

  const keepRows: Vault['keepRows'] = (dump, store, piece, rows) =>
    written(async () => {
      growing.add(dump);
      await (await database()).put('rows', rows, [dump, store, piece]);
    });

  return {
    jarOf: async (accountId) => fromRecord(await newestOf(accountId)),
    held: async (place) => fromRecord(await (await database()).get('jars', heldKey(place))),
    hold: (place, jar, owner) => write(jar, owner, place),
    release: async (place) => remove(await database(), IDBKeyRange.only(heldKey(place))),
    put: (accountId, jar) => write(jar, accountId, null),
    forget: async (accountId) => {
      await copies.remove([copyKey(accountId)]);
      await remove(await database(), IDBKeyRange.bound([accountId], [accountId, []]));
    },
    keepRows,
    copyRows: async (from, to, store, piece) => {
      const rows = await (await database()).get('rows', [from, store, piece]);
      if (rows !== undefined) await keepRows(to, store, piece, rows);
      return rows !== undefined;
    },
    piecesOf: async (dump) => (await database()).count('rows', IDBKeyRange.bound([dump], [dump, []])),
    async *rowsOf(dump, store) {
      const rows = await database();
      for (let piece = 0; ; piece++) {
        const found = await rows.get('rows', [dump, store, piece]);
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

async function keep(transaction: Writing, key: JarKey, record: unknown): Promise<void> {
  const dumps = dumpsIn(record);
  const named = transaction.objectStore('named');
  await Promise.all([
    transaction.objectStore('jars').put(record, key),
    dumps.length === 0 ? named.delete(key) : named.put(dumps, key),
  ]);
}

async function remove(database: Database, keys: IDBKeyRange): Promise<void> {
  const transaction = database.transaction(['jars', 'named'], 'readwrite');
  await Promise.all([
    transaction.objectStore('jars').delete(keys),
    transaction.objectStore('named').delete(keys),
    transaction.done,
  ]);
}

/** A transaction that fails leaves what was there; quota errors are the usual cause. Some values belong to their origin alone. */
async function written(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    // Chromium has the second for the handle of a file (measured), before the transaction ends.
    const isOdd = error instanceof DOMException && /^Data(Clone)?Error$/.test(error.name);
    throw new AppError(isOdd ? 'origin/uncarried' : 'storage/failed', undefined, { cause: error });
  }
}
