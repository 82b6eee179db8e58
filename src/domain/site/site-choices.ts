import { type Carried, usual } from '../jar/carried';

/** Who comes after the active account is signed out: the next in the list, nobody, or nobody until the person has chosen. */
export const successions = ['next', 'nobody', 'ask'] as const;
export type Succession = (typeof successions)[number];

/** The order of the list: the person's own, or by when each account was used last. */
export const orders = ['own', 'recent'] as const;
export type Order = (typeof orders)[number];

/** What a person can choose for a Site. */
export interface SiteChoices {
  /** Off: Hatrack keeps its hands off the Site, and the accounts for later. */
  readonly multiSession: boolean;
  /** "Tell this site which account is active". */
  readonly tellPage: boolean;
  /** What each account has of its own here. */
  readonly carried: Carried;
  /** Names of cookies and of storage entries that are left alone: all accounts have the same. */
  readonly sharedNames: readonly string[];
  /** Names that accounts have of their own here, though they are known to be common elsewhere. */
  readonly ownNames: readonly string[];
  /** Origins that are left alone: what they keep is the same for all accounts. */
  readonly sharedOrigins: readonly string[];
  readonly order: Order;
  readonly afterSignOut: Succession;
  /** Whoever follows a link from another site to this one is asked who is to see it. */
  readonly asksAfterLink: boolean;
  /**
   * Asked for with an account's own jar when it is signed out, so that its session ends at the server too. Empty: none is, whatever
   * was learned; `null`: what was learned.
   */
  readonly signOutUrl: string | null;
}

export const usualChoices: SiteChoices = {
  multiSession: true,
  tellPage: false,
  carried: usual,
  sharedNames: [],
  ownNames: [],
  sharedOrigins: [],
  order: 'own',
  afterSignOut: 'next',
  asksAfterLink: false,
  signOutUrl: null,
};

/** What is chosen anew: nothing but that, for whoever chooses may not have seen what was chosen right before. */
export type ChangedChoices = Partial<Omit<SiteChoices, 'carried' | 'sharedOrigins'>> & {
  readonly carried?: Partial<Carried>;
};

/** The choices with some of them made anew; lists have each name once. */
export function withChoices<Chosen extends SiteChoices>(site: Chosen, changes: ChangedChoices): Chosen {
  const next = { ...site, ...changes, carried: { ...site.carried, ...changes.carried } };
  return { ...next, sharedNames: [...new Set(next.sharedNames)], ownNames: [...new Set(next.ownNames)] };
}

/** The choices of a Site alone, without what else is in its record. */
export function choicesOf(site: SiteChoices): SiteChoices {
  const { multiSession, tellPage, carried, sharedNames, ownNames, sharedOrigins, order } = site;
  const { afterSignOut, asksAfterLink, signOutUrl } = site;
  return {
    multiSession,
    tellPage,
    carried,
    sharedNames,
    ownNames,
    sharedOrigins,
    order,
    afterSignOut,
    asksAfterLink,
    signOutUrl,
  };
}
