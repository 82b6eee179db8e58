import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { type Place, placeKey } from '@/domain/ids';

/** The database of jars, and what lies where in it. */

/**
 * `newest` and `before` are the last two generations; `signed-in` is the last that held a sign-in. What could not be read when
 * its place was needed lies beside them for good, each under a name of its own.
 */
type Generation = 'newest' | 'before' | 'signed-in' | `unreadable ${string}`;

/** Of a jar: the account and the generation. Of a held one: its Place. */
export type JarKey = [owner: string, generation: Generation | 'held'];

/** Of a piece of the rows of a dump. */
export type RowsKey = [dump: string, store: string, piece: number];

export interface VaultSchema extends DBSchema {
  jars: { key: JarKey; value: unknown };
  rows: { key: RowsKey; value: unknown };
  /** Which dumps each jar names, so that nobody has to read all jars to know which rows may go. */
  named: { key: JarKey; value: readonly string[] };
}

export type Database = IDBPDatabase<VaultSchema>;

/** Strict: the promise resolves when the data is on disk, not in a buffer; a switch touches the browser next. */
export const durable = { durability: 'strict' } as const;

/** No account's id has a slash. */
export function heldKey(place: Place): JarKey {
  return [placeKey(place), 'held'];
}

/** @param onLost the browser has closed it: its process for storage has died, say */
export function openJars(name: string, onLost: () => void): Promise<Database> {
  return openDB<VaultSchema>(name, 2, {
    terminated: onLost,
    async upgrade(database, oldVersion, _, transaction) {
      if (oldVersion === 0) database.createObjectStore('jars');
      else await moveHeld(database, transaction);
      database.createObjectStore('rows');
      database.createObjectStore('named');
    },
  });
}

/** In version 1 held jars had a store of their own. */
async function moveHeld(
  database: Database,
  transaction: IDBPTransaction<VaultSchema, StoreNames<VaultSchema>[], 'versionchange'>,
): Promise<void> {
  const old = transaction as unknown as IDBPTransaction<unknown, string[], 'versionchange'>;
  for (let cursor = await old.objectStore('held').openCursor(); cursor !== null; ) {
    await transaction.objectStore('jars').put(cursor.value, [cursor.key as string, 'held']);
    cursor = await cursor.continue();
  }
  (database as unknown as IDBDatabase).deleteObjectStore('held');
}
