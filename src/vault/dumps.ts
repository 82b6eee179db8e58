import type { AccountId } from '@/domain/ids';
import { roughSize } from '@/domain/jar/rough-size';
import type { Database } from './jar-database';

/** Rows of pages' databases, which jars name. */

/** Removes what no jar names. @param growing dumps of captures that go on, which no jar can name yet */
export async function sweep(database: Database, growing: ReadonlySet<string>): Promise<void> {
  const transaction = database.transaction(['rows', 'named'], 'readwrite');
  const rows = transaction.objectStore('rows');
  const named = new Set((await transaction.objectStore('named').getAll()).flat());
  // From one dump to the next, without looking at the pieces between.
  for (let cursor = await rows.openKeyCursor(); cursor !== null; ) {
    const [dump] = cursor.key;
    const whole = IDBKeyRange.bound([dump], [dump, []]);
    if (!named.has(dump) && !growing.has(dump)) await rows.delete(whole);
    cursor = await cursor.continue(whole.upper);
  }
  await transaction.done;
}

/** What the jars of these accounts take, and the rows that they name. Piece by piece, so that no more than one is in memory. */
export async function bytesIn(database: Database, accounts: readonly AccountId[]): Promise<number> {
  const transaction = database.transaction(['jars', 'rows', 'named']);
  const dumps = new Set<string>();
  let bytes = 0;
  for (const account of accounts) {
    const own = IDBKeyRange.bound([account], [account, []]);
    for (const jar of await transaction.objectStore('jars').getAll(own)) bytes += roughSize(jar);
    for (const dump of (await transaction.objectStore('named').getAll(own)).flat()) dumps.add(dump);
  }
  for (const dump of dumps) {
    const pieces = transaction.objectStore('rows').iterate(IDBKeyRange.bound([dump], [dump, []]));
    for await (const { value } of pieces) bytes += roughSize(value);
  }
  return bytes;
}
