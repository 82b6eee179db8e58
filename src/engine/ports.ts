import type { Cookie } from '@/domain/cookie';
import type { AccountId, Place, SiteId, StoreId, TabId } from '@/domain/ids';
import type { Site } from '@/domain/site';

/** All that the engine needs from the browser. Each port is small, and a fake in `testing/` behaves like the real one. */

export interface CookiePort {
  /** Every cookie of the Site in a store, partitioned ones too, in sending order. Silently empty without permission. */
  all(site: Site, storeId: StoreId): Promise<Cookie[]>;
  /** @throws AppError `cookie/refused` with the cookie's name */
  set(cookie: Cookie): Promise<void>;
  /** Removes exactly this cookie and no other of its name. @throws AppError `cookie/refused` with the cookie's name */
  remove(cookie: Cookie): Promise<void>;
}

export interface PermissionPort {
  /** Whether the browser grants every one of these patterns now. */
  granted(origins: readonly string[]): Promise<boolean>;
}

/** A tab that shows the Site. */
export interface Tab {
  readonly id: TabId;
  readonly storeId: StoreId;
  readonly url: string;
  readonly title: string;
  /** The one in front in its window. */
  readonly front: boolean;
  /** `false`: it was discarded, and no page runs in it. */
  readonly awake: boolean;
}

export interface TabsPort {
  /** Every open tab of a store. The address is empty where the browser does not let us see it, and on empty pages. */
  all(storeId: StoreId): Promise<Tab[]>;
  /** One of them, or `null` when it is gone. */
  byId(id: TabId): Promise<Tab | null>;
  /** Whether the page would ask its person before it goes. One that cannot be asked would not. */
  wouldAsk(id: TabId): Promise<boolean>;
  /**
   * Ends the page, its frames and its workers; an empty one of the same origin takes its place in the tab's history.
   * `false` when it would not go. A tab in which no script can run counts as quiet.
   */
  quiet(id: TabId): Promise<boolean>;
  /** Loads a page in place of the empty one, or the page of a tab that could not be made quiet. A tab that is gone is no error. */
  show(id: TabId, url: string): Promise<void>;
  /** Loads the page of this tab again. A tab that is gone is no error. */
  reload(id: TabId): Promise<void>;
  /** Puts the tab to sleep; it loads again when looked at. `false` when the browser would not. */
  discard(id: TabId): Promise<boolean>;
}

/**
 * Keeps requests of one account's pages apart from the other's cookies. All of it is about one Site; each call replaces what
 * was there for it.
 */
export interface BarrierPort {
  /** Has requests that start from now on met by rules that come later. Once is enough; again does no harm. */
  arm(): Promise<void>;
  /** From now on the Site's pages can ask for nothing, and late answers set no cookie. */
  raise(site: Site): Promise<void>;
  /** What starts from now on goes its way; answers to what was asked before still set no cookie. */
  open(site: Site): Promise<void>;
  /** As if there had been none. */
  lower(site: Site): Promise<void>;
}

export interface RequestsPort {
  /**
   * Resolves when what the Site is asked for right now, and may change something there (not GET and the like), has been
   * answered; after a second at the latest. Were such a request cut off, its answer would be lost: a renewed token, say.
   */
  writesEnd(site: Site): Promise<void>;
}

export interface CachesPort {
  /**
   * Drops all that the browser could show of these origins without asking the server: cached answers and pages, service workers
   * and what they have stored. All of it can be had again; none of it may be shown under another account.
   */
  drop(origins: readonly string[]): Promise<void>;
}

export interface WakePort {
  /** Has the worker started again in so many seconds, and not before half a minute; an earlier wish is forgotten. */
  arm(place: Place, seconds: number): Promise<void>;
  disarm(place: Place): Promise<void>;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface Ids {
  account(): AccountId;
}

export interface AnnouncePort {
  /** Something that a view of this Site shows has changed. Carries no data: who cares asks again. */
  changed(siteId: SiteId): void;
}

export interface PageScriptsPort {
  /** Has pages of exactly these Sites told who is active, those that are open too. */
  set(sites: readonly Site[]): Promise<void>;
  /** Has every open page of the Site that was told ask again. */
  nudge(site: Site): Promise<void>;
}

export interface Ports {
  readonly pageScripts: PageScriptsPort;
  readonly cookies: CookiePort;
  readonly permissions: PermissionPort;
  readonly tabs: TabsPort;
  readonly barrier: BarrierPort;
  readonly requests: RequestsPort;
  readonly caches: CachesPort;
  readonly wake: WakePort;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly announce: AnnouncePort;
}
