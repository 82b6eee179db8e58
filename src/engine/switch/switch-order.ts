import type { AccountId, Place } from '@/domain/ids';
import type { Live } from '@/domain/jar/live';
import type { SiteRecord } from '@/domain/site/site-record';
import type { Entry } from '@/storage/item';

/** What a Switch is asked for. */
export interface SwitchOrder {
  readonly place: Place;
  readonly site: SiteRecord;
  /** Who owns the live jar; `null`: nobody, it is dropped. Told by the caller, never looked up here. */
  readonly from: AccountId | null;
  /** Whose jar is planted; `null`: nobody's. */
  readonly to: AccountId | null;
  /** What is live once it has succeeded. */
  readonly live: Live;
  /** What else is true from that moment on; written with it or not at all. */
  readonly also?: readonly Entry[];
}
