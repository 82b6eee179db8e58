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
  /** The one in front in its window. */
  readonly front: boolean;
}

export interface TabsPort {
  /** Every open tab of the Site in a store. Tabs that the browser does not let us see are not among them. */
  of(site: Site, storeId: StoreId): Promise<Tab[]>;
  /** The tab, or `null` when it is gone; its address is empty when the browser does not let us see it. */
  byId(id: TabId): Promise<Tab | null>;
  /** Loads the page of this tab again. A tab that is gone meanwhile is no error. */
  reload(id: TabId): Promise<void>;
  /** Puts the tab to sleep; it loads again when looked at. `false` when the browser would not. */
  discard(id: TabId): Promise<boolean>;
}

export interface HttpCachePort {
  /** Drops what the HTTP cache and the back/forward cache hold of these origins. */
  drop(origins: readonly string[]): Promise<void>;
}

export interface WakePort {
  /** Has the worker started again soon, should it die before `disarm`. */
  arm(place: Place): Promise<void>;
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
  readonly httpCache: HttpCachePort;
  readonly wake: WakePort;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly announce: AnnouncePort;
}
