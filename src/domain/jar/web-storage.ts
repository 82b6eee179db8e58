import type { TabId } from '../ids';

/**
 * What pages of an origin keep in the browser beside cookies. Small parts (localStorage, sessionStorage) are values; the rows of
 * databases can be any number of megabytes and lie in the Vault, in pieces, under the name of a dump.
 */

/** Keys and values as the Web Storage API has them: any strings, also such with lone surrogates. */
export type Entries = readonly (readonly [key: string, value: string])[];

/** The rows of one database as they were read at one moment, in the Vault. */
export type DumpId = string & { readonly dump: unique symbol };

/** A key path as IndexedDB tells it: of one property, of several, or none. */
export type KeyPath = string | readonly string[] | null;

export interface IndexShape {
  readonly name: string;
  readonly keyPath: Exclude<KeyPath, null>;
  readonly unique: boolean;
  readonly multiEntry: boolean;
}

export interface StoreShape {
  readonly name: string;
  readonly keyPath: KeyPath;
  readonly autoIncrement: boolean;
  /** The key that the store would give next; `null` where it gives none. */
  readonly nextKey: number | null;
  readonly indexes: readonly IndexShape[];
  /** How many rows it has. */
  readonly rows: number;
}

/** A database without its rows. */
export interface DatabaseShape {
  readonly name: string;
  readonly version: number;
  readonly stores: readonly StoreShape[];
}

/** One row: its primary key and its value, both as structured clones. */
export type Row = readonly [key: IDBValidKey, value: unknown];

export interface StoredDatabase extends DatabaseShape {
  readonly dump: DumpId;
  /** Of each store, of each piece of its rows: what tells whether a page still has the same. There is none in what was stored long ago. */
  readonly digests?: readonly (readonly Digest[])[];
}

/** `null`: there is none, and it is never the same. */
export type Digest = string | null;

/** Some of the rows of one store. */
export interface RowsPiece {
  /** `null`: those which it was said that they may be. */
  readonly rows: readonly Row[] | null;
  readonly count: number;
  readonly digest: Digest;
}

/** How a database is to be filled. */
export interface DatabaseFill {
  readonly shape: DatabaseShape;
  /** It is made, in place of one that has its name. Otherwise there is one of this shape, of which no row stays. */
  readonly anew: boolean;
  readonly rows: readonly (readonly [store: string, rows: readonly Row[]])[];
  /** No more rows will follow. */
  readonly whole: boolean;
}

/** One entry of a cache (Cache API): a request, and the answer that is given to it. */
export interface CachedAnswer {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Entries;
  readonly status: number;
  readonly statusText: string;
  readonly headers: Entries;
  readonly body: Blob;
}

/** A cache without its entries. */
export interface CacheShape {
  readonly name: string;
  readonly entries: number;
}

export interface StoredCache extends CacheShape {
  readonly dump: DumpId;
}

/** What was read of one origin; `null`: this part was not, which is not the same as empty. */
export interface OriginStorage {
  readonly origin: string;
  readonly local: Entries | null;
  readonly databases: readonly StoredDatabase[] | null;
  readonly caches: readonly StoredCache[] | null;
}

/** sessionStorage, which each tab has of its own. */
export interface TabStorage {
  /** Good as long as the browser runs. */
  readonly tabId: TabId;
  readonly origin: string;
  readonly session: Entries;
}

/** How much an origin keeps, as a page of it can tell at a glance. */
export interface Holdings {
  /** `null`: a page of the browser's own, or one that may keep nothing. */
  readonly origin: string | null;
  readonly local: number;
  readonly session: number;
  readonly databases: number;
  readonly caches: number;
}

export const holdsNothing: Holdings = { origin: null, local: 0, session: 0, databases: 0, caches: 0 };

/** Whether it is known to hold something. */
export function holdsSomething({ local, databases, caches }: OriginStorage): boolean {
  return [local, databases, caches].some((part) => (part ?? []).length > 0);
}

/** Whether two say the same, in whatever order: browsers promise none. */
export function sameEntries(a: Entries, b: Entries): boolean {
  if (a.length !== b.length) return false;
  const values = new Map(a);
  return b.every(([key, value]) => values.get(key) === value);
}

/** The name of the first database that is not as wanted, or `null`. Rows are counted, not compared. */
export function firstUnlike(wanted: readonly DatabaseShape[], live: readonly DatabaseShape[]): string | null {
  const liveByName = new Map(live.map((database) => [database.name, database]));
  const unlike = wanted.find((database) => !sameShape(database, liveByName.get(database.name)));
  if (unlike !== undefined) return unlike.name;
  const names = new Set(wanted.map(({ name }) => name));
  return live.find(({ name }) => !names.has(name))?.name ?? null;
}

/**
 * Whether one only needs other rows to be the other. Where a store gives keys it does not: how far its counter has come is not always
 * known, and it never goes back.
 */
export function takesRowsOf(live: DatabaseShape, wanted: DatabaseShape): boolean {
  const bare = (shape: DatabaseShape) => ({
    ...shape,
    stores: shape.stores.map((store) => ({ ...store, rows: 0 })),
  });
  return sameShape(bare(wanted), bare(live)) && wanted.stores.every(({ autoIncrement }) => !autoIncrement);
}

function sameShape(wanted: DatabaseShape, live: DatabaseShape | undefined): boolean {
  return live !== undefined && canonical(wanted) === canonical(live);
}

function canonical({ name, version, stores }: DatabaseShape): string {
  const plain = stores.map(({ name: store, keyPath, autoIncrement, nextKey, indexes, rows }) => ({
    store,
    keyPath,
    autoIncrement,
    nextKey,
    rows,
    indexes: indexes
      .map((index) => [index.name, index.keyPath, index.unique, index.multiEntry])
      .toSorted(byText),
  }));
  return JSON.stringify([name, version, plain.toSorted(byText)]);
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

/**
 * What each open tab gets of the stored sessionStorages: its own; else, since the tab that it was read from may be gone, that of
 * one which is and had something; else nothing. None is given twice.
 * @param tabs the tabs to fill; @param open every tab that there is
 */
export function sessionsFor(
  stored: readonly TabStorage[],
  tabs: readonly Omit<TabStorage, 'session'>[],
  open: readonly TabId[],
): TabStorage[] {
  const left = stored.filter(({ tabId, session }) => !open.includes(tabId) && session.length > 0);
  return tabs.map(({ tabId, origin }) => {
    const own = stored.find((one) => one.tabId === tabId && one.origin === origin);
    if (own !== undefined) return own;
    const index = left.findIndex((one) => one.origin === origin);
    const [adopted] = index === -1 ? [] : left.splice(index, 1);
    return { tabId, origin, session: adopted?.session ?? [] };
  });
}
