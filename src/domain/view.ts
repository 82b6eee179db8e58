import type { Receipt } from './account';
import type { AccountStatus } from './account/account-status';
import type { ColourName } from './account/colour';
import type { AccountId, Place, SiteId, TabId } from './ids';
import type { SealState } from './passphrase';
import type { Library } from './sign-out/known-sign-outs';
import type { Rule } from './site/rule';
import type { Settings } from './site/settings';
import type { SiteChoices } from './site/site-choices';

/** What the UI and the page may see. No value of a cookie or of storage has a place in any of these types. */

export interface RowView {
  readonly id: AccountId;
  readonly label: string;
  /** One grapheme, upper case, for avatar and badge. */
  readonly initial: string;
  readonly colour: ColourName;
  readonly active: boolean;
  readonly status: AccountStatus;
  /** E-mail address or user name, where it says more than the label. */
  readonly handle: string | null;
  /** A small picture, as a `data:` URL. */
  readonly avatar: string | null;
}

/** What menus and the address bar offer on a Site. */
export interface ListView {
  readonly rows: readonly RowView[];
  /** Match patterns of its pages. */
  readonly patterns: readonly string[];
}

/** Set while somebody is to sign in: the site is shown signed out and waits for it. */
export interface AddingView {
  /** Who is to sign in again; `null` when a new account is being added. */
  readonly again: string | null;
  /** The account that was put away for it; `null` when nobody was signed in before. */
  readonly back: { readonly id: AccountId; readonly label: string } | null;
  /** Signing in leads through a domain that is not of the Site: it can become so. */
  readonly include: IncludeView | null;
}

export interface IncludeView {
  readonly siteId: SiteId;
  readonly tabId: TabId;
  readonly domain: string;
  /** Match patterns for one `permissions.request`. */
  readonly origins: readonly string[];
  /** The browser already grants them: nothing needs to be asked. */
  readonly permitted: boolean;
  /** It belongs to a Site with accounts of its own, which is joined with this one; the person is asked first. */
  readonly joins: { readonly siteName: string; readonly accounts: number } | null;
}

/** An account that was just signed out and can still be had back. */
export interface UndoView {
  readonly id: AccountId;
  readonly label: string;
  /** Milliseconds for which the offer stands: clocks of two contexts need not agree. */
  readonly left: number;
  readonly atServer: AtServer;
}

/** What becomes of a session at the server once its account is signed out here; `unknown`: it may live on until it expires. */
export type AtServer = 'ends' | 'unknown';

/** A switch that takes its time: so many rows of databases are to be moved. Until it is done it can be cancelled. */
export interface MovingView {
  readonly done: number;
  readonly total: number;
}

export type PopupView =
  /** A page where no extension may run, or none at all. */
  | { readonly kind: 'forbidden'; readonly page: 'browser' | 'store' | 'file' | 'none' }
  /** Not in use here, or the browser took the permission back: the person must press "Use Hatrack on <site>". */
  | {
      readonly kind: 'ask';
      /** `null` where it was never in use. */
      readonly siteId: SiteId | null;
      readonly siteName: string;
      /** Match patterns for one `permissions.request`. */
      readonly origins: readonly string[];
      /** The browser already grants them: nothing needs to be asked. */
      readonly permitted: boolean;
      /** How many accounts are kept for this site (after a permission was taken back). */
      readonly kept: number;
    }
  /** There is a passphrase, which has to be said first. */
  | { readonly kind: 'locked' }
  /** The person wants Hatrack to keep its hands off this Site. */
  | {
      readonly kind: 'off';
      readonly siteId: SiteId;
      readonly siteName: string;
      /** How many accounts are kept for later. */
      readonly kept: number;
    }
  | {
      readonly kind: 'accounts';
      readonly place: Place;
      readonly siteName: string;
      readonly rows: readonly RowView[];
      /** How many of them are active in other containers: signing out of all leaves those alone. */
      readonly elsewhere: number;
      readonly adding: AddingView | null;
      /** Something is live that may be a sign-in, but nothing proves it: the person can keep it. */
      readonly unsure: boolean;
      /**
       * Somebody has come back from another site and is signed in, or `another` sign-in is there than the one that is stored; the person
       * is asked whether it still is this account.
       */
      readonly doubted: { readonly id: AccountId; readonly label: string; readonly another: boolean } | null;
      /** Signing in has led back to this account, which another domain remembers: that can be included, and signing in begin once more. */
      readonly bounced: {
        readonly id: AccountId;
        readonly label: string;
        readonly include: IncludeView;
      } | null;
      /** The address in the tab is for this account, and another is active; the person has not said yet what is to be done. */
      readonly wanted: { readonly id: AccountId; readonly label: string } | null;
      /** A link from another site has led here; the person has not said yet who is to see it. */
      readonly linked: boolean;
      /** Somebody was signed out, and the person has to say who is next. */
      readonly choosing: boolean;
      readonly undo: UndoView | null;
      readonly moving: MovingView | null;
    };

/** What the popup asks about the page in a tab: the address is for another account, or a link from another site has led there. */
export type Question = { readonly kind: 'wanted'; readonly label: string } | { readonly kind: 'linked' };

/** A part of a Site, and how it was last reached. */
export interface OriginView {
  readonly origin: string;
  readonly empty: boolean;
  /** It is left alone: what it keeps is the same for all accounts. */
  readonly shared: boolean;
  /** What a frame of it was made from; `null` while its tabs were enough. */
  readonly path: string | null;
}

export interface SiteSettingsView {
  readonly id: SiteId;
  readonly name: string;
  readonly accounts: number;
  /** The main one first. */
  readonly domains: readonly string[];
  readonly choices: SiteChoices;
  /** Where the site's own sign-out was seen to be. */
  readonly learnedSignOut: string | null;
  /** What its first account is signed in by, where sessions of that can be ended at the server. */
  readonly knownSignOut: Library | null;
  readonly origins: readonly OriginView[];
  /** Of accounts that are in the list. */
  readonly rules: readonly RuleView[];
  /** `false` when the browser no longer grants the Site. */
  readonly permitted: boolean;
}

export interface RuleView extends Rule {
  /** Of its account. */
  readonly label: string;
}

export interface OptionsView {
  /** None while it is locked. */
  readonly sites: readonly SiteSettingsView[];
  readonly seal: SealState;
  readonly settings: Settings;
}

export interface AccountSettingsView extends RowView {
  /** Where it is in use; else where Hatrack was used first. */
  readonly place: Place;
  /** When it last became active, in milliseconds since the epoch; 0 for never. */
  readonly usedAt: number;
  /** The site has shown a picture of its own, and another choice is shown in its place. */
  readonly sitePicture: boolean;
}

/** The accounts of one Site, in the order of its list. */
export interface SiteAccountsView {
  readonly siteId: SiteId;
  readonly accounts: readonly AccountSettingsView[];
  readonly undo: UndoView | null;
  /** Where a sign-out is taken back by who does not know where it was done. */
  readonly place: Place;
}

/** One of the keys that the browser keeps for us. */
export interface CommandView {
  readonly name: string;
  readonly description: string;
  /** As the browser writes it; empty where none is set. */
  readonly shortcut: string;
}

/** What is stored, in bytes, by Site. They are counted, which takes longer the more there is. */
export interface StorageView {
  readonly sites: readonly { readonly siteId: SiteId; readonly bytes: number }[];
}

/** What a sign-out ended in. */
export interface SignOutView extends OutcomeView {
  readonly atServer: AtServer;
}

/** What is known of one account, for its person. Times are milliseconds since the epoch. */
export interface DetailsView {
  readonly id: AccountId;
  readonly label: string;
  readonly handle: string | null;
  readonly status: AccountStatus;
  readonly addedAt: number;
  /** 0 for never. */
  readonly usedAt: number;
  /** Until when it is signed in; `null` where that is not known, and where it needs signing in. */
  readonly endsAt: number | null;
  readonly receipt: Receipt | null;
  readonly bound: boolean;
  /** Addresses that are for this account. */
  readonly rules: readonly Rule[];
  /** A pattern that fits the page in the tab; empty where there is none. */
  readonly here: string;
}

/** What a switch, a sign-out or an addition ended in: who is active now. */
export interface OutcomeView {
  readonly active: { readonly id: AccountId; readonly label: string } | null;
}
