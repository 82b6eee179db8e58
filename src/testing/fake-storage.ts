import { AppError } from '@/domain/app-error';
import type { TabId } from '@/domain/ids';
import { digestOfEntries, digestOfRows } from '@/domain/jar/digest';
import {
  type CachedAnswer,
  type DatabaseShape,
  type Entries,
  type Row,
  sameEntries,
} from '@/domain/jar/web-storage';
import type { StorageHost, StoragePort } from '@/engine/storage-port';

interface FakeDatabase {
  shape: DatabaseShape;
  readonly rows: Map<string, Map<string, Row>>;
}

/** What one origin keeps in a fake browser. */
export interface FakeOrigin {
  readonly local: Map<string, string>;
  readonly databases: Map<string, FakeDatabase>;
  readonly caches: Map<string, CachedAnswer[]>;
}

/** What origins keep; a page that shows them writes with `origin` and `session`. */
export interface FakeStorage extends StoragePort {
  origin(origin: string): FakeOrigin;
  /** The sessionStorage of a tab. */
  session(tab: TabId, origin: string): Map<string, string>;
  /** Puts rows into a database of one store, as a page would. */
  writeRows(origin: string, database: string, rows: readonly Row[]): void;
  /** Origins that answer no frame. */
  readonly unreachable: Set<string>;
  /** Origins for which a frame was asked for, in order. */
  readonly framed: string[];
  /** Databases are deleted by host, as Firefox does: those of `http` go with those of `https`. */
  deletesByHost: boolean;
  /** Hosts that were opened and not closed. */
  open: number;
}

export function createFakeStorage(): FakeStorage {
  const origins = new Map<string, FakeOrigin>();
  const sessions = new Map<string, Map<string, string>>();
  const get = (origin: string): FakeOrigin => {
    const found = origins.get(origin) ?? { local: new Map(), databases: new Map(), caches: new Map() };
    origins.set(origin, found);
    return found;
  };
  const sessionOf = (tab: TabId | null, origin: string): Map<string, string> => {
    const key = `${tab} ${origin}`;
    const found = sessions.get(key) ?? new Map();
    sessions.set(key, found);
    return found;
  };
  const host = (origin: string, tab: TabId | null): StorageHost => {
    fake.open++;
    const found = hostOf(origin, get(origin), sessionOf(tab, origin), () => fake.open--);
    return fake.deletesByHost
      ? { ...found, refills: false, removeDatabases: () => deleteByHost(origin) }
      : found;
  };
  const deleteByHost = async (origin: string) => {
    for (const [one, { databases }] of origins)
      if (new URL(one).host === new URL(origin).host) databases.clear();
  };
  const fake: FakeStorage = {
    unreachable: new Set(),
    framed: [],
    deletesByHost: false,
    open: 0,
    origin: get,
    session: sessionOf,
    writeRows: (origin, name, rows) => {
      const byKey = new Map(rows.map((row) => [JSON.stringify(row[0]), structuredClone(row)]));
      get(origin).databases.set(name, {
        shape: shapeOf(name, byKey.size),
        rows: new Map([['things', byKey]]),
      });
    },
    arm: async () => undefined,
    inTab: async (id, origin) => host(origin, id),
    inFrame: async (origin) => {
      fake.framed.push(origin);
      if (fake.unreachable.has(origin)) throw new AppError('origin/unreachable', origin);
      return { host: host(origin, null), path: '/robots.txt' };
    },
  };
  return fake;
}

function shapeOf(name: string, rows: number): DatabaseShape {
  const store = { name: 'things', keyPath: null, autoIncrement: false, nextKey: null, indexes: [], rows };
  return { name, version: 1, stores: [store] };
}

/** Pieces of one row, so that nothing rests on all being in one. */
function hostOf(
  origin: string,
  { local, databases, caches }: FakeOrigin,
  session: Map<string, string>,
  close: () => void,
): StorageHost {
  const rowsIn = (database: string, store: string): Map<string, Row> => {
    const rows = databases.get(database)?.rows.get(store);
    if (rows === undefined) throw new AppError('origin/refused', origin);
    return rows;
  };
  let set: Entries = [];
  return {
    origin,
    local: async () => [...local],
    localUnless: async (digest) => ((await digestOfEntries([...local])) === digest ? null : [...local]),
    setLocal: async (entries) => {
      set = entries;
      replace(local, entries);
    },
    keepsLocal: async () => sameEntries(set, [...local]),
    session: async () => [...session],
    setSession: async (entries) => replace(session, entries),
    databases: async () => [...databases.values()].map(counted),
    async *rows(database, store, known) {
      for (const [index, row] of [...rowsIn(database, store).values()].entries()) {
        const digest = await digestOfRows([row]);
        const isKnown = digest !== null && digest === known[index];
        yield { rows: isKnown ? null : [structuredClone(row)], count: 1, digest };
      }
    },
    refills: true,
    fillDatabase: async ({ shape, anew, rows }) => {
      const stores = shape.stores.map(({ name }) => [name, new Map<string, Row>()] as const);
      if (anew) databases.set(shape.name, { shape, rows: new Map(stores) });
      else if (!databases.has(shape.name)) throw new AppError('origin/refused', origin);
      for (const [name] of stores) rowsIn(shape.name, name).clear();
      for (const [name, some] of rows) put(rowsIn(shape.name, name), some);
    },
    putRows: async (database, store, rows) => {
      put(rowsIn(database, store), rows);
    },
    setCounters: async () => undefined,
    removeDatabases: async () => databases.clear(),
    caches: async () => [...caches].map(([name, answers]) => ({ name, entries: answers.length })),
    async *cached(name) {
      for (const answer of caches.get(name) ?? []) yield [answer];
    },
    removeCaches: async () => caches.clear(),
    putCached: async (name, answers) => void caches.set(name, [...(caches.get(name) ?? []), ...answers]),
    close: async () => close(),
  };
}

function put(store: Map<string, Row>, rows: readonly Row[]): void {
  for (const row of rows) store.set(JSON.stringify(row[0]), structuredClone(row));
}

function counted({ shape, rows }: FakeDatabase): DatabaseShape {
  const stores = shape.stores.map((store) => ({ ...store, rows: rows.get(store.name)?.size ?? 0 }));
  return { name: shape.name, version: shape.version, stores };
}

function replace(area: Map<string, string>, entries: Entries): void {
  area.clear();
  for (const [key, value] of entries) area.set(key, value);
}
