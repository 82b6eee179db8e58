import type { StoreId, TabId } from './ids';

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
  /** It comes from another domain, by a link, a form, a script or a redirect. */
  readonly fromElsewhere: boolean;
  /** Names of HttpOnly cookies that it sets to a value that was not sent to it. */
  readonly httpOnlyCookies: readonly string[];
  /** Names of the cookies that it takes away. */
  readonly removed: readonly string[];
}
