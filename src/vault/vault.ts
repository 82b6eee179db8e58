import type { AccountId, Place } from '@/domain/ids';
import type { Jar } from '@/domain/jar';
import type { DumpId, Row } from '@/domain/jar/web-storage';
import type { SealState } from '@/domain/passphrase';

/** What keeps jars from being read without their person's passphrase, where they have set one. */
export interface Seal {
  state(): Promise<SealState>;
  /** Of now on jars are sealed; `Vault.reseal` sees to those that are there. @throws AppError `vault/passphrase` where there is one */
  set(passphrase: string): Promise<void>;
  /** Jars are sealed from then on, also where the one before was being removed. @throws AppError `vault/passphrase` where the first is not the one */
  change(passphrase: string, next: string): Promise<void>;
  /** From now on jars are plain; `Vault.reseal` sees to those that are there. @throws AppError `vault/passphrase` */
  remove(passphrase: string): Promise<void>;
  /** Until the browser is closed. @throws AppError `vault/passphrase` */
  unlock(passphrase: string): Promise<void>;
  lock(): Promise<void>;
  /** Gives up what it has sealed: nobody can read that any more. */
  forget(): Promise<void>;
}

/**
 * Jars at rest. Every write of a jar is on disk when its promise resolves. The last two different jars of an account are kept,
 * and the last one that looked signed in: what a site or a fault put in front of the newest can still be had back.
 */
export interface Vault {
  /** While it is locked every verb that reads or keeps a jar throws AppError `vault/locked`. */
  readonly seal: Seal;

  /**
   * Brings every record that is there to how it would be written now; goes on where it was cut short, and costs nothing where it is done.
   * @param accounts all that there are: of one whose jars are gone with their database nothing else tells that there is a copy
   * @throws AppError `jar/unreadable` where that is so of some, which stay as they are; `storage/failed`, `vault/locked`
   */
  reseal(accounts: readonly AccountId[]): Promise<void>;

  /**
   * The newest jar of an account, or `null` when there is none.
   * @throws AppError `jar/unreadable` when one is there and cannot be understood; it stays where it is
   */
  jarOf(accountId: AccountId): Promise<Jar | null>;

  /**
   * Keeps the live jar before a switch: as what undo puts back at this Place and, when it has an owner, as that account's
   * newest jar. Both or neither.
   */
  hold(place: Place, jar: Jar, owner: AccountId | null): Promise<void>;

  /** What undo puts back, or `null` when nothing is held. @throws AppError `jar/unreadable` */
  held(place: Place): Promise<Jar | null>;

  /** The switch has ended; nothing is to be undone any more. */
  release(place: Place): Promise<void>;

  /** Keeps a jar as the account's newest. What is unread in it stays as the newest before had it. */
  put(accountId: AccountId, jar: Jar): Promise<void>;

  /** Removes every jar of an account. */
  forget(accountId: AccountId): Promise<void>;

  /**
   * Keeps a piece of the rows of one store. The dump is lost unless a jar that is kept names it.
   * @throws AppError `origin/uncarried` when a value can be stored nowhere but at its origin (the handle of a file), or
   * `storage/failed`
   */
  keepRows(dump: DumpId, store: string, piece: number, rows: readonly Row[]): Promise<void>;

  /** Keeps a piece of another dump as the same piece of this one. @returns `false`, with nothing done, when it is not there */
  copyRows(from: DumpId, to: DumpId, store: string, piece: number): Promise<boolean>;

  /** How many pieces there are of a dump. */
  piecesOf(dump: DumpId): Promise<number>;

  /** The rows of one store, in the order and the pieces in which they were kept. */
  rowsOf(dump: DumpId, store: string): AsyncIterable<readonly Row[]>;

  /** Bytes that the jars of these accounts take, roughly, with all generations; what several of them name counts once. */
  bytesOf(accounts: readonly AccountId[]): Promise<number>;

  /** Removes every jar there is, whoever's, and whatever version has made them. */
  clear(): Promise<void>;

  /** Removes the dumps that no jar names: of captures that came to nothing, and of jars that were given up. */
  sweep(): Promise<void>;
}
