import type { AccountId, Place } from '@/domain/ids';
import type { Jar } from '@/domain/jar';

/**
 * Jars at rest. Every write is on disk when its promise resolves. The last two different jars of an account are kept, and
 * the last one that looked signed in: what a site or a fault put in front of the newest can still be had back.
 */
export interface Vault {
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

  /** Keeps a jar as the account's newest. */
  put(accountId: AccountId, jar: Jar): Promise<void>;

  /** Removes every jar of an account. */
  forget(accountId: AccountId): Promise<void>;
}
