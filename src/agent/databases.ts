import { ownCopy, withOwnBlobs } from '@/browser/pages/own-copy';
import { digestOfRows } from '@/domain/jar/digest';
import { roughSize } from '@/domain/jar/rough-size';
import type {
  DatabaseFill,
  DatabaseShape,
  IndexShape,
  KeyPath,
  Row,
  StoreShape,
} from '@/domain/jar/web-storage';
import type { RowsAnswer, RowsQuery } from './protocol';

/** Reads and makes the databases of the origin that this runs in. Nobody else may have one open: pages are quiet. */

/** Rough bytes and rows of one answer: enough to be quick, little enough for the memory of whoever gets it. */
const pieceBytes = 4_000_000;
const pieceRows = 2000;

export async function listDatabases(): Promise<DatabaseShape[]> {
  const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
  const shapes: DatabaseShape[] = [];
  for (const name of names) shapes.push(await within(name, shapeOf));
  return shapes;
}

export function readRows({ database, store, after, known }: RowsQuery): Promise<RowsAnswer> {
  return within(database, async (open) => {
    const source = open.transaction(store).objectStore(store);
    const range = after === null ? null : IDBKeyRange.lowerBound(after, true);
    const { rows, last } = await piece(source, range);
    const digest = await digestOfRows(rows);
    const answer = { count: rows.length, digest, end: rows.at(-1)?.[0] ?? null, last };
    if (digest !== null && digest === known) return { ...answer, rows: null };
    return { ...answer, rows: await withOwnBlobs(rows) };
  });
}

/** In one transaction, so that the browser has to write it down once. */
export async function fillDatabase(fill: DatabaseFill): Promise<null> {
  await (fill.anew ? makeDatabase(fill) : refillDatabase(fill));
  return fill.whole ? setCounters(fill.shape) : null;
}

async function makeDatabase({ shape, rows }: DatabaseFill): Promise<void> {
  await removeDatabase(shape.name);
  const request = indexedDB.open(shape.name, shape.version);
  request.onupgradeneeded = () => {
    for (const store of shape.stores) makeStore(request.result, store);
    if (request.transaction !== null) putRows(request.transaction, rows);
  };
  (await opened(request)).close();
}

async function refillDatabase({ shape, rows }: DatabaseFill): Promise<void> {
  const names = shape.stores.map(({ name }) => name);
  if (names.length === 0) return;
  await within(shape.name, (open) =>
    whole(open.transaction(names, 'readwrite'), (transaction) => {
      for (const name of names) transaction.objectStore(name).clear();
      putRows(transaction, rows);
    }),
  );
}

export async function writeRows(database: string, store: string, rows: readonly Row[]): Promise<null> {
  await within(database, (open) =>
    whole(open.transaction(store, 'readwrite'), (transaction) => putRows(transaction, [[store, rows]])),
  );
  return null;
}

/** A row that is refused at once (its key is not in it, say) does not end its transaction: what came before it would be kept. */
async function whole(
  transaction: IDBTransaction,
  work: (transaction: IDBTransaction) => void,
): Promise<void> {
  try {
    work(transaction);
  } catch (error) {
    transaction.abort();
    throw error;
  }
  await ended(transaction);
}

function putRows(transaction: IDBTransaction, stores: DatabaseFill['rows']): void {
  for (const [name, rows] of stores) {
    const store = transaction.objectStore(name);
    for (const [key, value] of rows) {
      if (store.keyPath === null) store.put(value, key);
      else store.put(value);
    }
  }
}

/**
 * A store's counter follows the highest key that it was ever given, also by rows that are gone; so it is given one and that is
 * taken away again.
 */
export function setCounters({ name, stores }: DatabaseShape): Promise<null> {
  const behind = stores.filter(({ nextKey }) => nextKey !== null && nextKey > 1);
  if (behind.length === 0) return Promise.resolve(null);
  return within(name, async (open) => {
    for (const store of behind) {
      const last = (store.nextKey ?? 1) - 1;
      const transaction = open.transaction(store.name, 'readwrite');
      const target = transaction.objectStore(store.name);
      if ((await result(target.getKey(last))) === undefined) {
        if (target.keyPath === null) target.put(0, last);
        else target.put(withKey(target.keyPath as string, last));
        target.delete(last);
      }
      await ended(transaction);
    }
    return null;
  });
}

export async function removeDatabases(): Promise<null> {
  const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
  await Promise.all(names.map(removeDatabase));
  return null;
}

export async function removeDatabase(name: string): Promise<null> {
  await opened(indexedDB.deleteDatabase(name));
  return null;
}

async function within<Result>(name: string, work: (open: IDBDatabase) => Promise<Result>): Promise<Result> {
  const request = indexedDB.open(name);
  // It is not there any more, and would be made: empty, and older than any that its site makes.
  request.onupgradeneeded = () => request.transaction?.abort();
  const open = await opened(request);
  try {
    return await work(open);
  } finally {
    open.close();
  }
}

/** Milliseconds until somebody who has the database open is taken for one who keeps it. A closing takes a moment itself. */
const patience = 3000;

function opened(request: IDBOpenDBRequest): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => {
      setTimeout(() => reject(new DOMException('', 'InvalidStateError')), patience);
    };
  });
}

async function shapeOf(open: IDBDatabase): Promise<DatabaseShape> {
  const stores: StoreShape[] = [];
  for (const name of open.objectStoreNames) stores.push(await storeShape(open, name));
  return { name: open.name, version: open.version, stores };
}

async function storeShape(open: IDBDatabase, name: string): Promise<StoreShape> {
  const store = open.transaction(name).objectStore(name);
  const { keyPath, autoIncrement } = store;
  const indexes = Array.from(store.indexNames, (index) => indexShape(store.index(index)));
  const rows = await result(store.count());
  const nextKey = autoIncrement ? await nextKeyOf(open, name) : null;
  return { name, keyPath: keyPath as KeyPath, autoIncrement, nextKey, indexes, rows };
}

function indexShape({ name, keyPath, unique, multiEntry }: IDBIndex): IndexShape {
  return { name, keyPath, unique, multiEntry };
}

/** Told by adding a row, which is then undone with its transaction, and the counter with it (measured in Chromium). */
async function nextKeyOf(open: IDBDatabase, name: string): Promise<number | null> {
  const transaction = open.transaction(name, 'readwrite');
  const store = transaction.objectStore(name);
  try {
    const key = await result(store.add({}));
    transaction.abort();
    return key as number;
  } catch {
    // An index can refuse the row. The counter is then at least one above the highest number.
    return within(open.name, async (again) => highestNumber(again.transaction(name).objectStore(name)));
  }
}

async function highestNumber(store: IDBObjectStore): Promise<number> {
  const numbers = IDBKeyRange.upperBound(Number.POSITIVE_INFINITY);
  const cursor = await result(store.openKeyCursor(numbers, 'prev'));
  return Math.max(0, Math.floor((cursor?.primaryKey as number | undefined) ?? 0)) + 1;
}

/** How many rows are asked for first: nobody knows yet how large they are. */
const firstRows = 8;

/** Many at once: going from row to row asks the browser for each. */
async function piece(
  store: IDBObjectStore,
  start: IDBKeyRange | null,
): Promise<{ readonly rows: Row[]; readonly last: boolean }> {
  const rows: Row[] = [];
  let [range, count, bytes] = [start, firstRows, 0];
  for (;;) {
    const [keys, found] = await Promise.all([
      result(store.getAllKeys(range, count)),
      result(store.getAll(range, count)),
    ]);
    // Firefox throws where a value is looked at that cannot be had here.
    const values = ownCopy(found) as unknown[];
    for (const [index, key] of keys.entries()) rows.push([key, values[index]]);
    bytes += roughSize(values);
    if (keys.length < count) return { rows, last: true };
    const fitting = Math.floor((pieceBytes - bytes) / (bytes / rows.length));
    count = Math.min(fitting, pieceRows - rows.length, 8 * count);
    if (count < 1) return { rows, last: false };
    range = IDBKeyRange.lowerBound(keys.at(-1), true);
  }
}

function makeStore(database: IDBDatabase, { name, keyPath, autoIncrement, indexes }: StoreShape): void {
  const store = database.createObjectStore(name, {
    keyPath: keyPath as string | string[] | null,
    autoIncrement,
  });
  for (const { name: index, keyPath: path, unique, multiEntry } of indexes) {
    store.createIndex(index, path as string | string[], { unique, multiEntry });
  }
}

/** The smallest value that has this key at its path, `a.b` being a property of a property. */
function withKey(keyPath: string, key: number): unknown {
  return keyPath.split('.').reduceRight<unknown>((value, name) => ({ [name]: value }), key);
}

function result<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
