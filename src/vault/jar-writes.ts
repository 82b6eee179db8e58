import type { IDBPTransaction } from 'idb';
import { AppError } from '@/domain/app-error';
import type { Database, JarKey, VaultSchema } from './jar-database';

/** How records of jars come and go, whatever is in them. */

export interface Kept {
  readonly key: JarKey;
  /** As it is written down. */
  readonly record: unknown;
  /** What it names. */
  readonly dumps: readonly string[];
}

/** As one with others. */
export async function keep(
  transaction: IDBPTransaction<VaultSchema, ('jars' | 'named')[], 'readwrite'>,
  { key, record, dumps }: Kept,
): Promise<void> {
  const named = transaction.objectStore('named');
  await Promise.all([
    transaction.objectStore('jars').put(record, key),
    dumps.length === 0 ? named.delete(key) : named.put(dumps, key),
  ]);
}

export async function remove(database: Database, keys: IDBKeyRange): Promise<void> {
  const transaction = database.transaction(['jars', 'named'], 'readwrite');
  await Promise.all([
    transaction.objectStore('jars').delete(keys),
    transaction.objectStore('named').delete(keys),
    transaction.done,
  ]);
}

/** A transaction that fails leaves what was there; quota errors are the usual cause. Some values belong to their origin alone. */
export async function written<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    // Chromium has the second for the handle of a file (measured), before the transaction ends.
    const isOdd = error instanceof DOMException && /^Data(Clone)?Error$/.test(error.name);
    throw new AppError(isOdd ? 'origin/uncarried' : 'storage/failed', undefined, { cause: error });
  }
}
