import {
  fillDatabase,
  listDatabases,
  readRows,
  removeDatabase,
  setCounters,
  writeRows,
} from '@/agent/databases';
import { type DatabaseShape, type Row, takesRowsOf } from '@/domain/jar/web-storage';

/**
 * What must come back of a database that was put away: run on the stand-in that unit tests use, and in a real page. A case
 * makes a database; it is read, removed, made anew from what was read, and looked at.
 */
export interface DatabaseCase {
  readonly name: string;
  readonly version: number;
  readonly make: (database: IDBDatabase) => void;
  readonly fill: (database: IDBDatabase) => Promise<void> | void;
  /** What the copy must say; the original has said the same. */
  readonly look: (database: IDBDatabase) => Promise<unknown>;
  readonly expected: unknown;
  /** Only a real browser has such values. */
  readonly real?: boolean;
}

const name = 'contract';

/** @returns what the original said, and each copy: filled piece by piece, at once, and where there was one of its shape */
export async function runDatabaseCase(
  one: DatabaseCase,
): Promise<{ original: unknown; copies: readonly unknown[] }> {
  const request = indexedDB.open(name, one.version);
  request.onupgradeneeded = () => one.make(request.result);
  const made = await done(request);
  await one.fill(made);
  const original = await one.look(made);
  made.close();
  const [shape] = await listDatabases();
  if (shape === undefined) throw new Error('The database is not listed');
  const pieces = await readAll(shape);
  await removeDatabase(name);
  const copies: unknown[] = [];
  const add = async (fill: () => Promise<unknown>) => {
    await fill();
    const copied = await done(indexedDB.open(name));
    copies.push({ version: copied.version, said: await one.look(copied) });
    copied.close();
    const again = await listDatabases();
    if (JSON.stringify(again) !== JSON.stringify([shape])) throw new Error('The copy has another shape');
  };
  await add(async () => {
    await fillDatabase({ shape, anew: true, rows: [], whole: false });
    for (const [store, rows] of pieces) await writeRows(name, store, rows);
    await setCounters(shape);
  });
  await add(() => fillDatabase({ shape, anew: true, rows: pieces, whole: true }));
  if (takesRowsOf(shape, shape))
    await add(() => fillDatabase({ shape, anew: false, rows: pieces, whole: true }));
  await removeDatabase(name);
  return { original: { version: one.version, said: original }, copies };
}

async function readAll({ name: database, stores }: DatabaseShape): Promise<[string, Row[]][]> {
  const all: [string, Row[]][] = [];
  for (const { name: store } of stores) {
    for (let after: IDBValidKey | null = null; ; ) {
      const { rows, end, last } = await readRows({ database, store, after, known: null });
      all.push([store, [...(rows ?? [])]]);
      if (last) break;
      after = end;
    }
  }
  return all;
}

export const databaseCases: readonly DatabaseCase[] = [
  {
    name: 'a store whose keys are given from outside, of every kind of key',
    version: 7,
    make: (database) => void database.createObjectStore('odd'),
    fill: (database) =>
      write(database, 'odd', (store) => {
        for (const key of oddKeys) store.put(describe(key), key);
      }),
    look: async (database) => (await done(inStore(database, 'odd').getAllKeys())).map(describe),
    expected: [
      '-1.5',
      '0',
      '3',
      'Infinity',
      'Date 86400000',
      '"a"',
      '"ü\\ud800"',
      'bytes 1,2',
      '[1,"b"]',
      '[[]]',
    ],
  },
  {
    name: 'keys in the value, also deep in it and made of several parts',
    version: 1,
    make: (database) => {
      database.createObjectStore('plain', { keyPath: 'id' });
      database.createObjectStore('deep', { keyPath: 'who.id' });
      database.createObjectStore('several', { keyPath: ['a', 'b'] });
    },
    fill: async (database) => {
      await write(database, 'plain', (store) => store.put({ id: 'x', text: 'one' }));
      await write(database, 'deep', (store) => store.put({ who: { id: 5 }, text: 'two' }));
      await write(database, 'several', (store) => store.put({ a: 1, b: 'z', text: 'three' }));
    },
    look: async (database) =>
      Promise.all([
        done(inStore(database, 'plain').get('x')),
        done(inStore(database, 'deep').get(5)),
        done(inStore(database, 'several').get([1, 'z'])),
      ]),
    expected: [
      { id: 'x', text: 'one' },
      { who: { id: 5 }, text: 'two' },
      { a: 1, b: 'z', text: 'three' },
    ],
  },
  {
    name: 'counters, also where the highest row is gone',
    version: 1,
    make: (database) => {
      database.createObjectStore('outside', { autoIncrement: true });
      database.createObjectStore('inside', { autoIncrement: true, keyPath: 'my.id' });
      database.createObjectStore('fresh', { autoIncrement: true });
    },
    fill: async (database) => {
      for (const store of ['outside', 'inside']) {
        await write(database, store, (target) => {
          for (let row = 0; row < 5; row++) target.add({ row });
          target.delete(5);
        });
      }
    },
    look: async (database) => {
      const keys: unknown[] = [];
      for (const store of ['outside', 'inside', 'fresh']) {
        const transaction = database.transaction(store, 'readwrite');
        keys.push(await done(transaction.objectStore(store).add({})));
        transaction.abort();
      }
      return keys;
    },
    expected: [6, 6, 1],
  },
  {
    name: 'indexes of every kind',
    version: 2,
    make: (database) => {
      const store = database.createObjectStore('people', { keyPath: 'id' });
      store.createIndex('mail', 'mail', { unique: true });
      store.createIndex('tag', 'tags', { multiEntry: true });
      store.createIndex('name', ['last', 'first']);
      store.createIndex('town', 'home.town');
    },
    fill: (database) =>
      write(database, 'people', (store) => {
        store.put({ id: 1, mail: 'a@x', tags: ['new', 'red'], last: 'B', first: 'A', home: { town: 'Ulm' } });
        store.put({ id: 2, mail: 'b@x', tags: ['red'], last: 'A', first: 'C' });
        store.put({ id: 3 });
      }),
    look: async (database) => {
      const store = inStore(database, 'people');
      const keys = (index: string, query?: IDBValidKey) => done(store.index(index).getAllKeys(query));
      const { unique } = store.index('mail');
      const found = [
        await keys('mail', 'b@x'),
        await keys('tag', 'red'),
        await keys('name'),
        await keys('town'),
      ];
      return [unique, store.index('tag').multiEntry, ...found];
    },
    expected: [true, true, [2], [1, 2], [2, 1], [1]],
  },
  {
    name: 'values that JSON does not know, nested, sparse and cyclic',
    version: 1,
    make: (database) => void database.createObjectStore('values'),
    fill: (database) =>
      write(database, 'values', (store) => {
        const cyclic: Record<string, unknown> = { name: 'me' };
        cyclic.self = cyclic;
        const sparse: unknown[] = [];
        sparse[3] = undefined;
        const map = new Map<unknown, unknown>([[new Date(1), new Set([1, 'two'])]]);
        store.put({ cyclic, sparse, map, big: 2n ** 70n, not: Number.NaN, zero: -0, nothing: undefined }, 1);
        store.put(new Uint16Array([1, 65_535]), 2);
      }),
    look: async (database) => {
      const value = await done(inStore(database, 'values').get(1));
      const [date, set] = [...value.map.entries()][0];
      const bytes = await done(inStore(database, 'values').get(2));
      return [
        value.cyclic.self === value.cyclic,
        [value.sparse.length, 0 in value.sparse, 3 in value.sparse],
        [date.getTime(), ...set],
        [String(value.big), Number.isNaN(value.not), Object.is(value.zero, -0), 'nothing' in value],
        [bytes instanceof Uint16Array, ...bytes],
      ];
    },
    expected: [
      true,
      [4, false, true],
      [1, 1, 'two'],
      ['1180591620717411303424', true, true, true],
      [true, 1, 65_535],
    ],
  },
  {
    name: 'more rows than fit into one answer',
    version: 1,
    make: (database) => void database.createObjectStore('many'),
    fill: (database) =>
      write(database, 'many', (store) => {
        for (let row = 0; row < 4500; row++) store.put(row, `row ${String(row).padStart(4, '0')}`);
      }),
    look: async (database) => {
      const rows = await done(inStore(database, 'many').getAll());
      return [rows.length, rows.every((row, index) => row === index)];
    },
    expected: [4500, true],
  },
  {
    name: 'no stores at all',
    version: 4,
    make: () => undefined,
    fill: () => undefined,
    look: async (database) => database.objectStoreNames.length,
    expected: 0,
  },
  {
    name: 'files, and keys that nobody can take out',
    version: 1,
    real: true,
    make: (database) => void database.createObjectStore('files'),
    fill: async (database) => {
      const algorithm = { name: 'HMAC', hash: 'SHA-256' };
      const key = await crypto.subtle.importKey('raw', new Uint8Array(32), algorithm, false, ['sign']);
      const file = new File(['hats'], 'hats.txt', { type: 'text/plain', lastModified: 5 });
      await write(database, 'files', (store) => store.put({ file, blob: new Blob(['brim']), key }, 1));
    },
    look: async (database) => {
      const { file, blob, key } = await done(inStore(database, 'files').get(1));
      const signed = new Uint8Array(await crypto.subtle.sign('HMAC', key, new Uint8Array(1)));
      return [
        file.name,
        file.type,
        file.lastModified,
        await file.text(),
        await blob.text(),
        key.extractable,
        signed[0],
      ];
    },
    expected: ['hats.txt', 'text/plain', 5, 'hats', 'brim', false, 0x66],
  },
];

const oddKeys: IDBValidKey[] = [
  3,
  -1.5,
  0,
  Number.POSITIVE_INFINITY,
  new Date(86_400_000),
  'a',
  'ü\ud800',
  new Uint8Array([1, 2]),
  [1, 'b'],
  [[]],
];

function describe(key: IDBValidKey): string {
  if (key instanceof Date) return `Date ${key.getTime()}`;
  if (key instanceof ArrayBuffer) return `bytes ${new Uint8Array(key)}`;
  if (ArrayBuffer.isView(key)) return `bytes ${key}`;
  return typeof key === 'number' ? String(key) : JSON.stringify(key);
}

function inStore(database: IDBDatabase, store: string): IDBObjectStore {
  return database.transaction(store).objectStore(store);
}

function write(database: IDBDatabase, store: string, work: (store: IDBObjectStore) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, 'readwrite');
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    work(transaction.objectStore(store));
  });
}

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
