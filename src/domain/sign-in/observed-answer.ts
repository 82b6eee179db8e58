import type { StoreId, TabId } from '../ids';
import type { Sent } from './sent-fields';

/** An answer of a granted site, after the browser has stored its cookies. Names only: values stay where they were. */
export interface ObservedAnswer {
  readonly url: string;
  readonly storeId: StoreId;
  /** `null`: a service worker's request. */
  readonly tabId: TabId | null;
  readonly mainFrame: boolean;
  /** A page, be it in a frame: something of its origin may run from now on. */
  readonly document: boolean;
  readonly method: string;
  /** When its request began, by the engine's clock; infinite where that was not seen. */
  readonly startedAt: number;
  readonly status: number;
  /** When it came, by the engine's clock. */
  readonly at: number;
  /** What its request, or the one that was redirected to it, carried. */
  readonly sent: Sent;
  /** The page that led to it, or its origin; `null` where none did, or it keeps its address to itself. */
  readonly ledBy: string | null;
  /** It comes from another domain, by a link, a form, a script or a redirect. */
  readonly fromElsewhere: boolean;
  /** The other domain of which a page led to it; `null` where its own did, or none. */
  readonly ledFrom: string | null;
  /** The other domains that redirects of that very request led through, in their order. */
  readonly ledThrough: readonly string[];
  /** The address that was asked for first, where that very request was led to another domain and back; else `null`. */
  readonly ledAwayFrom: string | null;
  /** No page led to it: it was opened from another program, a bookmark, or typed. */
  readonly unbidden: boolean;
  /** Names of HttpOnly cookies that it sets to a value that was not sent to it. */
  readonly httpOnlyCookies: readonly string[];
  /** Names of the cookies that it takes away. */
  readonly removed: readonly string[];
  /** It ties the session to this browser (Device Bound Session Credentials). */
  readonly binds: boolean;
}
