import * as v from 'valibot';
import type { Account } from '@/domain/account';
import type { AccountId, Place, SiteId, StoreId, TabId } from '@/domain/ids';
import { placeKey } from '@/domain/ids';
import { type Journal, type Live, nobodyLive } from '@/domain/jar/live';
import type { OriginRecord } from '@/domain/jar/origin';
import type { Settling } from '@/domain/jar/settling';
import { type Sleeper, sleeperPhases } from '@/domain/jar/sleeper';
import { hows, type Opening } from '@/domain/sign-in/sign-in-answer';
import { type Settings, usualSettings } from '@/domain/site/settings';
import type { Joining } from '@/domain/site/site-join';
import type { SiteIndex, SiteRecord } from '@/domain/site/site-record';
import type { Item } from './item';
import {
  account,
  accountId,
  joining,
  journal,
  live,
  origins,
  settings,
  settling,
  site,
  siteId,
  storeId,
  tabId,
} from './records';

/**
 * The inventory: every key that Hatrack keeps in the browser's key-value storage. Nothing here is secret but the copies of jars, which are the
 * Vault's own.
 *
 * | key                    | area    | holds                                  | goes when                           |
 * | ---------------------- | ------- | -------------------------------------- | ----------------------------------- |
 * | `settings`             | local   | what was chosen for Hatrack as a whole | everything is deleted               |
 * | `sites`                | local   | which Site each domain belongs to      | the Site is forgotten               |
 * | `stores`               | local   | cookie stores that Hatrack was used in | everything is deleted               |
 * | `site/<site>`          | local   | account order and choices of a Site    | the Site is forgotten               |
 * | `account/<account>`    | local   | label, colour, dates                   | the account is signed out for good  |
 * | `copy/<account>`       | local   | what is not large of the newest jar    | the account is signed out for good  |
 * | `origins/<site>`       | local   | origins of a Site that were seen       | the Site is forgotten               |
 * | `live/<site>/<store>`  | local   | whose jar the browser holds            | the Site is forgotten               |
 * | `common/<site>/<store>` | local | origins that the last switch has left alone | the Site is forgotten |
 * | `journal/<site>/<store>` | local | a switch that has begun                | set to null when it has ended       |
 * | `settling/<site>/<store>` | local | a switch that may not be on disk yet | set to null when it is over         |
 * | `sleepers/<site>/<store>` | local | tabs with another account's sessionStorage | each has woken, or the Site is forgotten |
 * | `joining`              | local   | two Sites that are becoming one        | set to null when they are           |
 * | `seal`                 | local   | the Vault's key, under the passphrase (the Vault's own) | the passphrase is removed, or everything is deleted |
 * | `page-secret`          | local   | key for the pseudonyms told to pages   | everything is deleted               |
 * | `welcomed`             | local   | whether the welcome page was opened    | everything is deleted               |
 * | `intent`               | session | the Site whose permission was asked for | it was granted, or the browser quits |
 * | `seal-key`             | session | the Vault's key while it is open (the Vault's own) | it is locked, or the browser quits |
 * | `started`              | session | since when the browser runs, or that its last window was closed | the browser quits |
 * | `was-locked`           | session | whether Hatrack was locked meanwhile   | the browser quits                   |
 * | `sleepers-found`       | session | whether tabs that sleep were found while Hatrack was locked | the browser quits |
 * | `resumable/<site>/<store>` | session | when it was put right after the start | a page asks for a password, or the browser quits |
 * | `watched/<site>/<store>` | session | whether all that has become of the live jar was seen | Hatrack looks away, or the browser quits |
 * | `sign-in/<site>/<store>` | session | the sign-in that may go on            | the browser quits                   |
 * | `sign-out/<site>/<store>` | session | the last page that looked like a sign-out | the browser quits  |
 * | `gates`                | session | the barriers in Firefox                | each is lowered, or the browser quits |
 * | `cache-dropped`        | session | origins whose answers from before are gone, in Firefox | the browser quits |
 * | `quiet/<tab>`          | session | the page that a tab shows again        | it is shown, or the browser quits   |
 * | `policy/<tab>`         | session | when an answer came to it last that has a policy about scripts | the tab is closed |
 * | `unruled/<tab>`        | session | when one came that has none            | the tab is closed                   |
 * | `arrived/<tab>`        | session | the rule that the tab's address is under | the tab leaves it, or the browser quits |
 * | `ruled/<tab>`          | session | how often rules have switched for the tab just now | the browser quits |
 * | `linked/<tab>`         | session | that a link from another site has led the tab to its Site | the tab leaves it, or the browser quits |
 * | `tabs/<site>`          | session | tabs that have shown the Site          | the browser quits                   |
 */

export const settingsItem: Item<Settings> = { key: 'settings', fallback: usualSettings, schema: settings };

export const sitesItem: Item<SiteIndex> = {
  key: 'sites',
  fallback: {},
  schema: v.record(v.string(), siteId),
};

/** Every cookie store in which Hatrack was used: Firefox has one for each container. */
export const storesItem: Item<readonly StoreId[]> = { key: 'stores', fallback: [], schema: v.array(storeId) };

export const siteItem = (id: SiteId): Item<SiteRecord | null> => ({
  key: `site/${id}`,
  fallback: null,
  schema: site,
});

export const originsItem = (id: SiteId): Item<readonly OriginRecord[]> => ({
  key: `origins/${id}`,
  fallback: [],
  schema: origins,
});

export const accountItem = (id: AccountId): Item<Account | null> => ({
  key: `account/${id}`,
  fallback: null,
  schema: account,
});

export const liveItem = (place: Place): Item<Live> => ({
  key: `live/${placeKey(place)}`,
  fallback: nobodyLive,
  schema: live,
});

/** What is kept there need not be whose the live jar is, whether they are shared still or not. */
export const commonItem = (place: Place): Item<readonly string[]> => ({
  key: `common/${placeKey(place)}`,
  fallback: [],
  schema: v.array(v.string()),
});

export const journalItem = (place: Place): Item<Journal | null> => ({
  key: `journal/${placeKey(place)}`,
  fallback: null,
  schema: journal,
});

export const settlingItem = (place: Place): Item<Settling | null> => ({
  key: `settling/${placeKey(place)}`,
  fallback: null,
  schema: settling,
});

/** Sites that are being joined; from the moment that anything of it was done until all of it is. */
export const joiningItem: Item<Joining | null> = { key: 'joining', fallback: null, schema: joining };

/**
 * Since when the browser runs; absent until the first worker of its session has put things right. One record with whether its last window was
 * closed while it goes on: of two a worker that dies in between could leave one, and what a site takes from then on would be put back.
 */
export const startedItem: Item<number | 'windowless' | null> = {
  key: 'started',
  fallback: null,
  schema: v.union([v.number(), v.literal('windowless')]),
};

/** When the browser has started, whose end may have dropped what the active account is signed in by; milliseconds since the epoch. */
export const resumableItem = (place: Place): Item<number | null> => ({
  key: `resumable/${placeKey(place)}`,
  fallback: null,
  schema: v.number(),
});

/** Absent where somebody can have signed in with nobody seeing it. Gone too when Hatrack is turned off, or put in place anew. */
export const watchedItem = (place: Place): Item<boolean> => ({
  key: `watched/${placeKey(place)}`,
  fallback: false,
  schema: v.boolean(),
});

/** Whether this session of the browser began with Hatrack locked, so that nobody saw what happened until it was unlocked. */
export const wasLockedItem: Item<boolean> = { key: 'was-locked', fallback: false, schema: v.boolean() };

/** They are found once: which of them have woken since is told by what is known of each. */
export const sleepersFoundItem: Item<boolean> = {
  key: 'sleepers-found',
  fallback: false,
  schema: v.boolean(),
};

export const pageSecretItem: Item<string | null> = { key: 'page-secret', fallback: null, schema: v.string() };

export const welcomedItem: Item<boolean> = { key: 'welcomed', fallback: false, schema: v.boolean() };

const intent = v.object({
  siteId,
  tabId,
  /** The domain that is to become one of the Site's, and whether its own Site may be joined with it; `null` to use the Site. */
  including: v.optional(v.nullable(v.object({ domain: v.string(), join: v.boolean() })), null),
});
export type Intent = v.InferOutput<typeof intent>;

export const intentItem: Item<Intent | null> = { key: 'intent', fallback: null, schema: intent };

/** Tabs that slept through a switch. */
export const sleepersItem = (place: Place): Item<readonly Sleeper[]> => ({
  key: `sleepers/${placeKey(place)}`,
  fallback: [],
  schema: v.array(
    v.object({
      tabId,
      url: v.string(),
      owner: v.nullable(accountId),
      phase: v.picklist(sleeperPhases),
      isStuck: v.boolean(),
    }),
  ),
});

export const signInOpenItem = (place: Place): Item<Opening | null> => ({
  key: `sign-in/${placeKey(place)}`,
  fallback: null,
  schema: v.object({
    at: v.number(),
    how: v.nullable(v.picklist(hows)),
    via: v.optional(v.nullable(v.object({ domain: v.string(), silent: v.boolean() })), null),
  }),
});

/** @property at milliseconds since the epoch */
export interface SignOutSeen {
  readonly url: string;
  readonly at: number;
}

export const signOutSeenItem = (place: Place): Item<SignOutSeen | null> => ({
  key: `sign-out/${placeKey(place)}`,
  fallback: null,
  schema: v.object({ url: v.string(), at: v.number() }),
});

export const tabsSeenItem = (siteId: SiteId): Item<readonly number[]> => ({
  key: `tabs/${siteId}`,
  fallback: [],
  schema: v.array(v.number()),
});

/** @property shown it was loaded again, so an address of the tab's own is the truth */
export interface QuietPage {
  readonly url: string;
  readonly shown: boolean;
}

export const quietPageItem = (id: TabId): Item<QuietPage | null> => ({
  key: `quiet/${id}`,
  fallback: null,
  schema: v.object({ url: v.string(), shown: v.boolean() }),
});

/** A tab has come under a rule. @property settled its person, or the rule itself, has said who is to be active there */
export interface Arrival {
  readonly pattern: string;
  readonly settled: boolean;
}

export const arrivalItem = (id: TabId): Item<Arrival | null> => ({
  key: `arrived/${id}`,
  fallback: null,
  schema: v.object({ pattern: v.string(), settled: v.boolean() }),
});

/** Rules have switched for a tab, without asking. @property since of the first time; milliseconds since the epoch */
export interface Ruled {
  readonly since: number;
  readonly times: number;
}

export const ruledItem = (id: TabId): Item<Ruled | null> => ({
  key: `ruled/${id}`,
  fallback: null,
  schema: v.object({ since: v.number(), times: v.number() }),
});

/**
 * A link from another site leads a tab to its Site: it is on its way (`coming`), its person is to say who sees it (`asking`), or has
 * done so (`settled`).
 */
const linkStates = ['coming', 'asking', 'settled'] as const;
export type LinkState = (typeof linkStates)[number];

export const linkItem = (id: TabId): Item<LinkState | null> => ({
  key: `linked/${id}`,
  fallback: null,
  schema: v.picklist(linkStates),
});
