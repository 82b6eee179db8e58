import * as v from 'valibot';
import { colourNames } from '@/domain/account/colour';
import { isPicture } from '@/domain/account/picture';
import type { AccountId, SiteId, StoreId, TabId } from '@/domain/ids';
import { choices } from '@/domain/jar/carried';
import { themes } from '@/domain/site/settings';
import { orders, successions } from '@/domain/site/site-choices';
import type {
  DetailsView,
  OptionsView,
  OutcomeView,
  PopupView,
  SignOutView,
  SiteAccountsView,
  StorageView,
} from '@/domain/view';
import type { PageView } from '@/domain/view/page-view';

/**
 * The wire, whole. Inputs are schemas, since whatever arrives is unknown until it has been checked; outputs are types.
 * There are two tables, so that being callable from a page is a decision that shows in a diff.
 */

const id = <Id extends string>() =>
  v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(253),
    v.transform((text) => text as Id),
  );
const tabId = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.transform((number) => number as TabId),
);
const place = v.strictObject({ siteId: id<SiteId>(), storeId: id<StoreId>(), tabId: v.exactOptional(tabId) });
/** RFC 6265bis 5.6: browsers refuse a longer name of a cookie. */
const names = v.pipe(
  v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(4096))),
  v.maxLength(200),
  v.readonly(),
);
/** RFC 1035 2.3.4. */
const domain = v.pipe(v.string(), v.minLength(1), v.maxLength(253));
const origin = v.pipe(v.string(), v.maxLength(300));
const choice = v.picklist(choices);
const siteChoices = v.strictObject({
  multiSession: v.exactOptional(v.boolean()),
  tellPage: v.exactOptional(v.boolean()),
  carried: v.exactOptional(
    v.strictObject({
      cookies: v.exactOptional(choice),
      local: v.exactOptional(choice),
      session: v.exactOptional(choice),
      databases: v.exactOptional(choice),
      caches: v.exactOptional(choice),
    }),
  ),
  sharedNames: v.exactOptional(names),
  ownNames: v.exactOptional(names),
  order: v.exactOptional(v.picklist(orders)),
  afterSignOut: v.exactOptional(v.picklist(successions)),
  asksAfterLink: v.exactOptional(v.boolean()),
  signOutUrl: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(2000)))),
});
const pictureChoice = v.union([v.picklist(['initial', 'site']), v.pipe(v.string(), v.guard(isPicture))]);
/** As long as an address in an address bar can be. */
const pattern = v.pipe(v.string(), v.maxLength(2000));
/** One that is too short is the engine's to refuse: it says so in words that help. */
const passphrase = v.pipe(v.string(), v.maxLength(100_000));
const nothing = v.strictObject({});

/** What Hatrack's own pages may ask. */
export const extensionInputs = {
  /** `again`: it is shown, and something in it has changed. */
  'popup.view': v.strictObject({ tabId, again: v.exactOptional(v.boolean()) }),
  'site.use': v.strictObject({ tabId }),
  'site.signOutAll': v.strictObject({ place }),
  'site.choose': v.strictObject({ siteId: id<SiteId>(), changes: siteChoices }),
  'site.include': v.strictObject({
    siteId: id<SiteId>(),
    domain,
    join: v.boolean(),
    tabId: v.nullable(tabId),
  }),
  'site.removeDomain': v.strictObject({ siteId: id<SiteId>(), domain }),
  'site.accounts': v.strictObject({ siteId: id<SiteId>() }),
  'site.forget': v.strictObject({ siteId: id<SiteId>() }),
  'site.forgetOrigin': v.strictObject({ siteId: id<SiteId>(), origin }),
  'site.shareOrigin': v.strictObject({ siteId: id<SiteId>(), origin, shared: v.boolean() }),
  'account.switch': v.strictObject({ place, accountId: id<AccountId>() }),
  'account.add': v.strictObject({ place }),
  'account.again': v.strictObject({ place, accountId: id<AccountId>() }),
  'account.details': v.strictObject({ place, accountId: id<AccountId>() }),
  'account.cancel': v.strictObject({ place }),
  'account.back': v.strictObject({ place }),
  'account.keep': v.strictObject({ place }),
  'account.confirm': v.strictObject({ place, accountId: id<AccountId>() }),
  'account.rename': v.strictObject({
    accountId: id<AccountId>(),
    label: v.pipe(v.string(), v.maxLength(1000)),
  }),
  'account.colour': v.strictObject({ accountId: id<AccountId>(), colour: v.picklist(colourNames) }),
  'account.picture': v.strictObject({ accountId: id<AccountId>(), choice: pictureChoice }),
  'account.move': v.strictObject({
    accountId: id<AccountId>(),
    to: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  'account.signOut': v.strictObject({ place, accountId: id<AccountId>() }),
  'account.undo': v.strictObject({ place, accountId: id<AccountId>() }),
  'rule.add': v.strictObject({
    siteId: id<SiteId>(),
    rule: v.strictObject({ pattern, accountId: id<AccountId>(), asks: v.boolean() }),
  }),
  'rule.remove': v.strictObject({ siteId: id<SiteId>(), pattern }),
  'tab.settle': v.strictObject({ place }),
  'options.view': nothing,
  'storage.view': nothing,
  'settings.choose': v.strictObject({
    theme: v.exactOptional(v.picklist(themes)),
    badge: v.exactOptional(v.boolean()),
    order: v.exactOptional(v.picklist(orders)),
  }),
  'everything.delete': nothing,
  'passphrase.set': v.strictObject({ passphrase }),
  'passphrase.change': v.strictObject({ passphrase, next: passphrase }),
  'passphrase.remove': v.strictObject({ passphrase }),
  'vault.unlock': v.strictObject({ passphrase }),
  'vault.lock': nothing,
};

/** What a content script in a web page may ask: nothing that changes anything. */
export const pageInputs = {
  'page.view': nothing,
};

export interface ExtensionOutputs {
  'popup.view': PopupView;
  /** `waiting`: the browser has not granted the Site yet; it is taken into use when it does. */
  'site.use': { readonly state: 'used' | 'waiting' };
  'site.signOutAll': SignOutView;
  'site.choose': null;
  /** `waiting`: the browser has not granted the domain yet; it is included when it does. */
  'site.include': { readonly state: 'included' | 'waiting' };
  'site.removeDomain': null;
  'site.accounts': SiteAccountsView;
  'site.forget': null;
  'site.forgetOrigin': null;
  'site.shareOrigin': null;
  'account.switch': OutcomeView;
  'account.add': OutcomeView;
  'account.again': OutcomeView;
  'account.details': DetailsView;
  'account.cancel': null;
  'account.back': OutcomeView;
  'account.keep': OutcomeView;
  'account.confirm': OutcomeView;
  'account.rename': null;
  'account.colour': null;
  'account.picture': null;
  'account.move': null;
  'account.signOut': SignOutView;
  'account.undo': OutcomeView;
  'rule.add': null;
  'rule.remove': null;
  'tab.settle': null;
  'options.view': OptionsView;
  'storage.view': StorageView;
  'settings.choose': null;
  'everything.delete': null;
  'passphrase.set': null;
  'passphrase.change': null;
  'passphrase.remove': null;
  'vault.unlock': null;
  'vault.lock': null;
}

export interface PageOutputs {
  /** `null`: this page is told nothing. */
  'page.view': PageView | null;
}

export type ExtensionType = keyof ExtensionOutputs;
export type PageType = keyof PageOutputs;
export type ExtensionInput<Type extends ExtensionType> = v.InferOutput<(typeof extensionInputs)[Type]>;
export type PageInput<Type extends PageType> = v.InferOutput<(typeof pageInputs)[Type]>;

/** The UI's side of the wire: one verb, typed by its name. Rejects with an `AppError`. */
export type Call = <Type extends ExtensionType>(
  type: Type,
  input: ExtensionInput<Type>,
) => Promise<ExtensionOutputs[Type]>;
