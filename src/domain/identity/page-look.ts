import type { Entries } from '../jar/web-storage';
import type { PageFacts } from './page-facts';

/** A user as firebase-js-sdk keeps it; names are its own. */
export interface FirebaseRow {
  readonly fbase_key: string;
  readonly value: Readonly<Record<string, string>>;
}

/** What one page of a Site lets be seen at a glance. All of it is the page's say. */
export interface PageLook {
  readonly origin: string;
  readonly facts: PageFacts;
  /** Entries that are small enough to say who somebody is; there may be others. */
  readonly local: Entries;
  readonly session: Entries;
  /** When somebody set out for the page, before it was redirected; milliseconds since the epoch, by the computer's clock, as the others. */
  readonly begunAt: number;
  /** When the page itself was asked for. */
  readonly askedAt: number;
  /** When it began to come. */
  readonly answeredAt: number;
  /** It has a field for a password or a code: nobody has signed in on it, or not all the way. */
  readonly asks: 'password' | 'code' | 'nothing';
  /** It has a link or a form that leads to what looks like a sign-out. */
  readonly offersSignOut: boolean;
  /** What firebase-js-sdk keeps of its users in a database, row by row; without what signs them in. */
  readonly rows: readonly FirebaseRow[];
}
