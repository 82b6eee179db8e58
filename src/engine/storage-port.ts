import type { StoreId, TabId } from '@/domain/ids';
import type {
  CachedAnswer,
  CacheShape,
  DatabaseFill,
  DatabaseShape,
  Digest,
  Entries,
  Row,
  RowsPiece,
} from '@/domain/jar/web-storage';

/** What the engine needs to reach what origins keep beside cookies. */

/** A way in to what one origin keeps. Calls throw AppError `origin/unreachable`, `origin/refused` or `origin/uncarried`. */
export interface StorageHost {
  readonly origin: string;
  local(): Promise<Entries>;
  /** `null`: they are those of this digest. */
  localUnless(digest: string): Promise<Entries | null>;
  /** Exactly these are there afterwards. */
  setLocal(entries: Entries): Promise<void>;
  /** Whether exactly what was set last is there still. */
  keepsLocal(): Promise<boolean>;
  /** sessionStorage is the tab's own, so only a host in a tab has one worth asking for. */
  session(): Promise<Entries>;
  setSession(entries: Entries): Promise<void>;
  databases(): Promise<readonly DatabaseShape[]>;
  /**
   * The rows of one store by their keys, in pieces of a few megabytes.
   * @param known the digests of the pieces that need not be handed over
   */
  rows(database: string, store: string, known: readonly Digest[]): AsyncIterable<RowsPiece>;
  /** Whether one that stays is nobody's but ours: else who has it open still could write into it, and it has to be made anew. */
  readonly refills: boolean;
  fillDatabase(fill: DatabaseFill): Promise<void>;
  /** More rows of one that was not filled whole. */
  putRows(database: string, store: string, rows: readonly Row[]): Promise<void>;
  /** Once all of those are in: the keys that its stores would give next. */
  setCounters(shape: DatabaseShape): Promise<void>;
  removeDatabases(): Promise<void>;
  caches(): Promise<readonly CacheShape[]>;
  /** The entries of one cache, in pieces of a few megabytes. */
  cached(name: string): AsyncIterable<readonly CachedAnswer[]>;
  removeCaches(): Promise<void>;
  /** Adds to a cache, which is made where there is none. */
  putCached(name: string, answers: readonly CachedAnswer[]): Promise<void>;
  close(): Promise<void>;
}

export interface StoragePort {
  /** Makes frames possible. Once is enough; again does no harm. */
  arm(): Promise<void>;
  /** By a tab whose page was made quiet. @throws AppError `origin/unreachable` */
  inTab(id: TabId, origin: string): Promise<StorageHost>;
  /**
   * By a frame that nobody sees, for which the site is asked for a page, as nobody.
   * @param path what worked last time, or `null`
   * @returns with the path that worked
   * @throws AppError `origin/unreachable`
   */
  inFrame(
    origin: string,
    path: string | null,
    storeId: StoreId,
  ): Promise<{ readonly host: StorageHost; readonly path: string }>;
}
