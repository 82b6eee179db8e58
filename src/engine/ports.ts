import type { NumberedLabel } from '@/domain/account/label';
import type { Cookie } from '@/domain/cookie';
import type { PageLook } from '@/domain/identity/page-look';
import type { AccountId, Place, SiteId, StoreId, TabId } from '@/domain/ids';
import type { DumpId, Holdings } from '@/domain/jar/web-storage';
import type { Errand } from '@/domain/sign-out/errand';
import type { Site, SiteWords } from '@/domain/site';
import type { StoragePort } from './storage-port';

/** All that the engine needs from the browser. Each port is small, and a fake in `testing/` behaves like the real one. */

export interface CookiePort {
  /** Every cookie of the Site in a store, partitioned ones too, in sending order. Silently empty without permission. */
  all(site: Site, storeId: StoreId): Promise<Cookie[]>;
  /** @throws AppError `cookie/refused` with the cookie's name */
  set(cookie: Cookie, storeId: StoreId): Promise<void>;
  /** Removes exactly this cookie and no other of its name. @throws AppError `cookie/refused` with the cookie's name */
  remove(cookie: Cookie, storeId: StoreId): Promise<void>;
}

export interface PermissionPort {
  /** Whether the browser grants every one of these patterns now. */
  granted(origins: readonly string[]): Promise<boolean>;
  /** Gives permissions back to the browser. What cannot be given back, or was not there, is no error. */
  giveBack(origins: readonly string[]): Promise<void>;
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
  /** Another page is on its way, or this one is not there whole. */
  readonly loading: boolean;
  /** The tab that it was opened from, where the browser tells. */
  readonly opener: TabId | null;
}

/** The empty page that stands in for another. */
export interface QuietPage {
  /**
   * What its origin keeps; never rejects. It takes longer than the page itself, and not everything has to wait for it. `null` where the
   * page does not say, which is not the same as nothing.
   */
  readonly holdings: Promise<Holdings | null>;
}

/** A page that another page has made. It runs as one of the other's origin, and could not be loaded again. */
export interface WrittenPage {
  readonly origin: string;
  readonly title: string;
}

export interface TabsPort {
  /** Every open tab of a store. The address is empty where the browser does not let us see it, and on empty pages. */
  all(storeId: StoreId): Promise<Tab[]>;
  /** One of them, or `null` when it is gone. */
  byId(id: TabId): Promise<Tab | null>;
  /**
   * Whether the page would ask its person before it goes. One that cannot be asked would not; `null` where there is none of the site, but
   * the browser's own that says so.
   */
  wouldAsk(id: TabId): Promise<boolean | null>;
  /**
   * What a tab shows that has no address: a window that a page has written into, or a document that it has made. `null` where there is
   * nothing of the kind, or no script may run.
   */
  written(id: TabId): Promise<WrittenPage | null>;
  /** How much the origin keeps that a tab shows, as far as its page can tell now; `null` where it does not say in time. */
  holdings(id: TabId): Promise<Holdings | null>;
  /** What its page lets be seen of who is signed in; `null` where no script can run. */
  look(id: TabId): Promise<PageLook | null>;
  /**
   * A picture that its page shows, made small, as a `data:` URL. It may take seconds to be loaded; `null` when it does not come, or may not
   * be read.
   */
  picture(id: TabId, url: string): Promise<string | null>;
  /**
   * Ends the page, its frames and its workers; an empty one of the same origin takes its place in the tab's history.
   * A tab in which no script can run counts as quiet, and as one that holds nothing.
   * @param brief it is for a moment only, in which hardly anybody loads the page again: there can be a faster way
   * @returns `null` when the page would not go
   */
  quiet(id: TabId, brief: boolean): Promise<QuietPage | null>;
  /**
   * Loads a page in place of the empty one, or the page of a tab that could not be made quiet. A tab that is gone is no error.
   * @param again also a page of this address that is there, whatever in it is not saved
   */
  show(id: TabId, url: string, again: boolean): Promise<void>;
  /**
   * Loads an address, as if its person had typed it. Resolves when the tab has come there, or that takes long. A tab that is gone is no
   * error.
   */
  lead(id: TabId, url: string): Promise<void>;
  /** Loads the page of this tab again. A tab that is gone is no error. */
  reload(id: TabId): Promise<void>;
  /** Whether its page was gone to, and neither loaded again nor come back to; so it is where that cannot be found out. */
  isNew(id: TabId): Promise<boolean>;
  /** Whether the page shows one field for a password, as sign-ins do. One that cannot be looked into does not. */
  asksPassword(id: TabId): Promise<boolean>;
  /** Puts the tab to sleep; it loads again when looked at. `false` when the browser would not. */
  discard(id: TabId): Promise<boolean>;
}

/**
 * Keeps requests of one account's pages apart from the other's cookies. All of it is about one Site in one cookie store; each
 * call replaces what was there for it.
 */
export interface BarrierPort {
  /** Has requests that start from now on met by rules that come later. Once is enough; again does no harm. */
  arm(): Promise<void>;
  /** From now on the Site's pages can ask for nothing, and late answers set no cookie. */
  raise(site: Site, storeId: StoreId): Promise<void>;
  /** What starts from now on goes its way; answers to what was asked before still set no cookie. */
  open(site: Site, storeId: StoreId): Promise<void>;
  /** As if there had been none. */
  lower(site: Site, storeId: StoreId): Promise<void>;
}

/** Keeps pages of a Site from running in some tabs. */
export interface HushPort {
  /** What the Site shows in these tabs from the next load on runs no script. Again does no harm. */
  hush(site: Site, tabs: readonly TabId[]): Promise<void>;
  /** The next load in these tabs is as ever; also where they were not hushed. */
  lift(tabs: readonly TabId[]): Promise<void>;
}

export interface RequestsPort {
  /**
   * Resolves when what the Site is asked for right now, and may change something there (not GET and the like), has been
   * answered; after a second at the latest. Were such a request cut off, its answer would be lost: a renewed token, say.
   */
  writesEnd(site: Site): Promise<void>;
}

export interface CachesPort {
  /** Whether `dropStored` can do what it says. Otherwise the way in to each origin has to. */
  readonly dropsStored: boolean;
  /** Ends the service workers of these origins: they can write at any time, and answer for the server. */
  dropWorkers(origins: readonly string[]): Promise<void>;
  /** Drops the cached answers and pages of these origins. All of it can be had again; none may be shown under another account. */
  dropAnswers(origins: readonly string[]): Promise<void>;
  /** Drops what service workers have stored for these origins, where the browser lets us. */
  dropStored(origins: readonly string[]): Promise<void>;
  /** Deletes whatever an origin keeps beside cookies. The origin need not answer for that. */
  empty(origin: string): Promise<void>;
}

/** What a server answered to an errand. */
export interface ErrandAnswer {
  readonly status: number;
  /** Where it leads on, as the header has it; `null` where it does not. */
  readonly location: string | null;
  /** What it would have set; one that has expired is taken away. */
  readonly cookies: readonly Cookie[];
}

export interface ErrandPort {
  /**
   * Asks for an address once, as somebody who has these cookies and no others; redirects are not followed. What the browser holds is
   * neither sent nor changed. One at a time.
   * @throws AppError `origin/unreachable` where there is no answer within ten seconds
   */
  ask(errand: Errand): Promise<ErrandAnswer>;
}

export interface WakePort {
  /**
   * The place is tended in so many seconds; where the worker has to be started for it, not before half a minute. An earlier wish is forgotten.
   * @param seconds 0: only should this worker die
   */
  arm(place: Place, seconds: number): Promise<void>;
  disarm(place: Place): Promise<void>;
}

export interface Clock {
  /** Milliseconds since the epoch when the worker started, and steadily on from there. */
  now(): number;
  /** Milliseconds since the epoch as the computer's clock has it, which can jump: for what servers and browsers date. */
  wall(): number;
}

export interface Ids {
  /** Of this worker, as long as it lives. */
  readonly worker: string;
  account(): AccountId;
  dump(): DumpId;
}

export interface AnnouncePort {
  /** Something that a view of this Site shows has changed. Carries no data: who cares asks again. */
  changed(siteId: SiteId): void;
  /** A Site is in use no more. Ends when its tabs are known. */
  forgotten(site: Site): Promise<void>;
  /** Something goes on that our own pages show. */
  progressed(): void;
}

/** What the engine names in the person's own language. */
export interface Words extends SiteWords {
  readonly accountLabel: NumberedLabel;
}

export interface PageScriptsPort {
  /** Has pages of exactly these Sites told who is active, those that are open too. */
  set(sites: readonly Site[]): Promise<void>;
  /** Has every open page of the Site that was told ask again. */
  nudge(site: Site): Promise<void>;
  /** The same for every page there is, where tabs cannot be told apart any more. */
  nudgeAll(): Promise<void>;
}

export interface StartPort {
  /** Whether the browser has started just now, and Hatrack not alone. Known two seconds after a worker has started at the latest. */
  withBrowser(): Promise<boolean>;
}

export interface Ports {
  readonly start: StartPort;
  readonly pageScripts: PageScriptsPort;
  readonly cookies: CookiePort;
  readonly permissions: PermissionPort;
  readonly tabs: TabsPort;
  readonly barrier: BarrierPort;
  readonly hush: HushPort;
  readonly requests: RequestsPort;
  readonly caches: CachesPort;
  readonly storage: StoragePort;
  readonly errands: ErrandPort;
  readonly wake: WakePort;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly announce: AnnouncePort;
  readonly words: Words;
}
