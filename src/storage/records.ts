import * as v from 'valibot';
import type { Account, Person, Receipt } from '@/domain/account';
import { colourNames } from '@/domain/account/colour';
import { isPicture } from '@/domain/account/picture';
import type { AccountId, SiteId, StoreId, TabId } from '@/domain/ids';
import { type Carried, choices, usual } from '@/domain/jar/carried';
import { type Doubt, doubts, type Journal, type Live } from '@/domain/jar/live';
import type { OriginRecord } from '@/domain/jar/origin';
import type { Settling } from '@/domain/jar/settling';
import { type Settings, themes, usualSettings } from '@/domain/site/settings';
import { orders, successions, usualChoices } from '@/domain/site/site-choices';
import type { Joining } from '@/domain/site/site-join';
import type { SiteRecord } from '@/domain/site/site-record';

/** How what is stored becomes what is worked with, whichever version has written it. */

export const siteId = v.pipe(
  v.string(),
  v.transform((text) => text as SiteId),
);
export const accountId = v.pipe(
  v.string(),
  v.transform((text) => text as AccountId),
);
export const storeId = v.pipe(
  v.string(),
  v.transform((text) => text as StoreId),
);
export const tabId = v.pipe(
  v.number(),
  v.transform((number) => number as TabId),
);

const colour = v.picklist(colourNames);

const person: v.GenericSchema<unknown, Person> = v.object({
  ids: v.record(v.string(), v.string()),
  name: v.nullable(v.string()),
  handle: v.nullable(v.string()),
});

/** It came from a page: a small picture and nothing else. */
const picture = v.pipe(v.string(), v.check(isPicture));

const receipt: v.GenericSchema<unknown, Receipt> = v.object({
  at: v.number(),
  cookies: v.number(),
  ofCookies: v.number(),
  expired: v.number(),
  storages: v.number(),
});

/** Records from before accounts knew about themselves have the first five alone; their labels may be the person's own. */
export const account: v.GenericSchema<unknown, Account> = v.object({
  id: accountId,
  siteId,
  label: v.string(),
  colour,
  addedAt: v.number(),
  named: v.optional(v.boolean(), true),
  person: v.optional(v.nullable(person), null),
  avatar: v.optional(v.nullable(picture), null),
  pictured: v.optional(v.boolean(), false),
  siteAvatar: v.optional(v.nullable(picture), null),
  usedAt: v.optional(v.number(), 0),
  returnedAt: v.optional(v.number(), 0),
  ended: v.optional(v.boolean(), false),
  endsAt: v.optional(v.nullable(v.number()), null),
  bound: v.optional(v.boolean(), false),
  receipt: v.optional(v.nullable(receipt), null),
});

const choice = v.picklist(choices);
const carried: v.GenericSchema<unknown, Carried> = v.object({
  cookies: choice,
  local: choice,
  session: choice,
  databases: choice,
  caches: v.optional(choice, usual.caches),
});

/** Records from before there was a choice have none. */
export const site: v.GenericSchema<unknown, SiteRecord> = v.pipe(
  v.object({
    id: siteId,
    domains: v.array(v.string()),
    accounts: v.array(accountId),
    leaving: v.array(
      v.object({
        id: accountId,
        index: v.number(),
        until: v.number(),
        wasActive: v.boolean(),
        activeIn: v.optional(v.nullable(storeId), null),
        known: v.optional(v.boolean(), false),
        revoked: v.optional(v.boolean(), false),
      }),
    ),
    multiSession: v.optional(v.boolean(), usualChoices.multiSession),
    tellPage: v.boolean(),
    carried: v.optional(carried, usual),
    sharedNames: v.optional(v.array(v.string())),
    // Once cookies alone could be shared by name.
    sharedCookies: v.optional(v.array(v.string()), []),
    ownNames: v.optional(v.array(v.string()), []),
    sharedOrigins: v.optional(v.array(v.string()), usualChoices.sharedOrigins),
    order: v.optional(v.picklist(orders), usualChoices.order),
    afterSignOut: v.optional(v.picklist(successions), usualChoices.afterSignOut),
    asksAfterLink: v.optional(v.boolean(), usualChoices.asksAfterLink),
    signOutUrl: v.optional(v.nullable(v.string()), null),
    learnedSignOut: v.optional(v.nullable(v.string()), null),
    rules: v.optional(v.array(v.object({ pattern: v.string(), accountId, asks: v.boolean() })), []),
  }),
  v.transform(({ sharedCookies, sharedNames = sharedCookies, ...record }) => ({ ...record, sharedNames })),
);

const owner = {
  active: v.nullable(accountId),
  adding: v.nullable(
    v.object({
      from: v.nullable(accountId),
      since: v.number(),
      again: v.optional(v.nullable(accountId), null),
      start: v.optional(v.nullable(v.string()), null),
    }),
  ),
  lapsed: v.boolean(),
};

const doubt: v.GenericSchema<unknown, Doubt> = v.object({ at: v.number(), by: v.picklist(doubts) });

/** Once a doubt was with a proof or without. */
const oldDoubt: v.GenericSchema<unknown, Doubt> = v.pipe(
  v.object({ at: v.number(), proved: v.boolean() }),
  v.transform(({ at, proved }): Doubt => ({ at, by: proved ? 'proof' : 'return' })),
);

export const live: v.GenericSchema<unknown, Live> = v.object({
  ...owner,
  since: v.optional(v.number(), 0),
  doubt: v.optional(v.nullable(v.union([doubt, oldDoubt])), null),
  unfinished: v.optional(v.nullable(v.object(owner)), null),
  script: v.optional(v.nullable(tabId), null),
  bounced: v.optional(v.nullable(v.object({ domain: v.string(), again: v.nullable(accountId) })), null),
});

const origin: v.GenericSchema<unknown, OriginRecord> = v.object({
  origin: v.string(),
  visitedAt: v.number(),
  // Once it was told of one store alone; which one is not certain.
  emptyIn: v.optional(v.array(storeId), []),
  path: v.nullable(v.string()),
});

/** Once nothing more was known of an origin than that it was seen. */
const bareOrigin: v.GenericSchema<unknown, OriginRecord> = v.pipe(
  v.string(),
  v.transform((seen) => ({ origin: seen, visitedAt: 0, emptyIn: [], path: null })),
);

export const origins = v.array(v.union([origin, bareOrigin]));

export const journal: v.GenericSchema<unknown, Journal> = v.object({
  phase: v.picklist(['begun', 'held', 'committed']),
  // Once it named tabs alone; what they show was then told by the session.
  pages: v.optional(v.array(v.object({ id: tabId, url: v.string() })), []),
  from: v.nullable(accountId),
  to: v.nullable(accountId),
  startedAt: v.number(),
  // Once the live jar was held apart each time.
  asStored: v.optional(v.boolean(), false),
});

export const settling: v.GenericSchema<unknown, Settling> = v.object({
  from: v.nullable(accountId),
  to: v.nullable(accountId),
  since: v.number(),
  read: v.boolean(),
  late: v.nullable(
    v.object({
      account: accountId,
      before: v.number(),
      worker: v.optional(v.string(), ''),
      domains: v.optional(v.nullable(v.array(v.string())), null),
    }),
  ),
});

export const joining: v.GenericSchema<unknown, Joining> = v.object({
  siteId,
  other: siteId,
  fresh: v.boolean(),
  tabId: v.nullable(tabId),
  start: v.nullable(v.string()),
});

/** No account hangs on them: what cannot be read is as usual, and can be chosen anew. */
export const settings: v.GenericSchema<unknown, Settings> = v.fallback(
  v.object({
    theme: v.fallback(v.optional(v.picklist(themes), usualSettings.theme), usualSettings.theme),
    badge: v.fallback(v.optional(v.boolean(), usualSettings.badge), usualSettings.badge),
    order: v.fallback(v.optional(v.picklist(orders), usualSettings.order), usualSettings.order),
  }),
  usualSettings,
);
