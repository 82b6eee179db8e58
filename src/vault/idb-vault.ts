import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { AppError } from '@/domain/app-error';
import { type AccountId, type Place, placeKey } from '@/domain/ids';
import { differenceOf, firstFault, type Jar } from '@/domain/jar';
import { evidenceIn } from '@/domain/sign-in';
import { fromRecord, toRecord } from './jar-record';
import type { Vault } from './vault';

/** `newest` and `before` are the last two generations; `signed-in` is the last that held a sign-in. */
type Generation = 'newest' | 'before' | 'signed-in';

interface VaultSchema extends DBSchema {
  jars: { key: [account: string, generation: Generation]; value: unknown };
  held: { key: string; value: unknown };
}

type Database = IDBPDatabase<VaultSchema>;

/** Strict: the promise resolves when the data is on disk, not in a buffer; a switch touches the browser next. */
const durable = { durability: 'strict' } as const;

/** The Vault in the extension's own IndexedDB: ten times cheaper than `chrome.storage` for a jar, and as durable (measured). */
export function createIdbVault(name = 'hatrack'): Vault {
  // Opened at first use and kept: a worker that never switches pays nothing. Its death closes it.
  let opened: Promise<Database> | undefined;
  const database = () => {
    opened ??= open(name);
    return opened;
  };

  return {
    jarOf: async (accountId) => fromRecord(await (await database()).get('jars', [accountId, 'newest'])),
    held: async (place) => fromRecord(await (await database()).get('held', placeKey(place))),
    hold: async (place, jar, owner) => hold(await database(), place, jar, owner),
    release: async (place) => (await database()).delete('held', placeKey(place)),
    put: async (accountId, jar) => put(await database(), accountId, jar),
    forget: async (accountId) => {
      const all = IDBKeyRange.bound([accountId], [accountId, []]);
      await (await database()).delete('jars', all);
    },
  };
}

function open(name: string): Promise<Database> {
  return openDB<VaultSchema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('jars');
      database.createObjectStore('held');
    },
  });
}

async function hold(database: Database, place: Place, jar: Jar, owner: AccountId | null): Promise<void> {
  await written(async () => {
    const transaction = database.transaction(['jars', 'held'], 'readwrite', durable);
    const jars = transaction.objectStore('jars');
    const newest = owner === null ? undefined : await jars.get([owner, 'newest']);
    const kept = owner === null ? [] : generations(owner, jar, newest);
    await Promise.all([
      transaction.objectStore('held').put(toRecord(jar), placeKey(place)),
      ...kept.map(([key, value]) => jars.put(value, key)),
      transaction.done,
    ]);
  });
}

async function put(database: Database, owner: AccountId, jar: Jar): Promise<void> {
  await written(async () => {
    const transaction = database.transaction('jars', 'readwrite', durable);
    const newest = await transaction.store.get([owner, 'newest']);
    await Promise.all([
      ...generations(owner, jar, newest).map(([key, value]) => transaction.store.put(value, key)),
      transaction.done,
    ]);
  });
}

/** What to write for a new jar. One that cannot be read any more is moved aside as it is, never dropped. */
function generations(owner: AccountId, jar: Jar, newest: unknown): [[string, Generation], unknown][] {
  const record = toRecord(jar);
  const kept: [[string, Generation], unknown][] = [[[owner, 'newest'], record]];
  if (newest !== undefined && !isSame(newest, jar)) kept.push([[owner, 'before'], newest]);
  if (evidenceIn(jar) === 'signed-in') kept.push([[owner, 'signed-in'], record]);
  return kept;
}

function isSame(newest: unknown, jar: Jar): boolean {
  try {
    const before = fromRecord(newest);
    return before !== null && firstFault(differenceOf(before, jar)) === null;
  } catch {
    return false;
  }
}

/** A transaction that fails leaves what was there; quota errors are the usual cause. */
async function written(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('storage/failed', 'jars', { cause: error });
  }
}
