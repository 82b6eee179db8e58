import type { PageFacts } from './page-facts';
import type { Entries } from './web-storage';

/** What one page of a Site lets be seen at a glance. All of it is the page's say. */
export interface PageLook {
  readonly origin: string;
  readonly facts: PageFacts;
  /** Entries that are small enough to say who somebody is; there may be others. */
  readonly local: Entries;
  readonly session: Entries;
  /** When the page was asked for; milliseconds since the epoch, by the computer's clock. */
  readonly askedAt: number;
  /** It has a field for a password or a code: nobody has signed in on it, or not all the way. */
  readonly asks: boolean;
}
