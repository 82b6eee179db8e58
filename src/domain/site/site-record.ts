import type { AccountId, SiteId, StoreId } from '../ids';
import type { Site } from '../site';
import type { Rule } from './rule';
import { type Order, type SiteChoices, type Succession, usualChoices } from './site-choices';

/** A Site that Hatrack is used on: its accounts in the person's order, and what was chosen for it. */
export interface SiteRecord extends Site, SiteChoices {
  readonly accounts: readonly AccountId[];
  /** Signed out a moment ago; still kept, so that it can be taken back. */
  readonly leaving: readonly Leaving[];
  /** Where the site's own sign-out was seen to be; it counts as long as the person has chosen no other. */
  readonly learnedSignOut: string | null;
  /** Addresses that are for one account; those of accounts that are not in the list count for nothing. */
  readonly rules: readonly Rule[];
}

export interface Leaving {
  readonly id: AccountId;
  /** Its place in the order. */
  readonly index: number;
  /** When it is gone for good; milliseconds since the epoch. */
  readonly until: number;
  readonly wasActive: boolean;
  /** Where it was, or had been before an addition put it away; `null` where it was not, or that is not known. */
  readonly activeIn: StoreId | null;
  /** Its jar alone tells how its session ends at the server. */
  readonly known: boolean;
  /** Nothing is left to be done about its session at the server. */
  readonly revoked: boolean;
}

/** Which Site each domain belongs to; a domain belongs to one at most. */
export type SiteIndex = Readonly<Record<string, Site['id']>>;

/** @param id of the Site that has the domain no longer: what another has of that name stays its own */
export function withoutDomain(index: SiteIndex, id: SiteId, domain: string): SiteIndex {
  return Object.fromEntries(Object.entries(index).filter(([one, owner]) => one !== domain || owner !== id));
}

export function withoutSite(index: SiteIndex, id: SiteId): SiteIndex {
  return Object.fromEntries(Object.entries(index).filter(([, owner]) => owner !== id));
}

export function newSiteRecord(site: Site, order: Order = usualChoices.order): SiteRecord {
  return { ...site, ...usualChoices, order, accounts: [], leaving: [], learnedSignOut: null, rules: [] };
}

/** The account `step` places after `from` in a ring; from nobody, the first or the last. `null` when there is none. */
export function neighbour(
  order: readonly AccountId[],
  from: AccountId | null,
  step: 1 | -1,
): AccountId | null {
  if (order.length === 0) return null;
  const index = from === null ? -1 : order.indexOf(from);
  if (index === -1) return (step === 1 ? order[0] : order[order.length - 1]) ?? null;
  return order[(index + step + order.length) % order.length] ?? null;
}

/** Who follows when `leaving` is signed out: the next in the list, the one before when it was the last, or nobody. */
export function successor(order: readonly AccountId[], leaving: AccountId): AccountId | null {
  const index = order.indexOf(leaving);
  return order[index + 1] ?? order[index - 1] ?? null;
}

/**
 * Who is active once the active account was signed out, as its person has chosen.
 * @param order those that can be: signed in, and not in use in another container; with `leaving` in its place
 */
export function succession(
  choice: Succession,
  order: readonly AccountId[],
  leaving: AccountId,
): AccountId | null {
  return choice === 'next' ? successor(order, leaving) : null;
}

export function withAccount(site: SiteRecord, id: AccountId): SiteRecord {
  return { ...site, accounts: [...site.accounts, id] };
}

export function withLeaving(
  site: SiteRecord,
  id: AccountId,
  {
    until,
    wasActive,
    known,
    activeIn = null,
  }: Pick<Leaving, 'until' | 'wasActive' | 'known'> & Partial<Pick<Leaving, 'activeIn'>>,
): SiteRecord {
  const index = site.accounts.indexOf(id);
  const leaving: Leaving = { id, index, until, wasActive, activeIn, known, revoked: false };
  return {
    ...site,
    accounts: site.accounts.filter((account) => account !== id),
    leaving: [...site.leaving, leaving],
  };
}

export function withReturned(site: SiteRecord, back: Leaving): SiteRecord {
  return {
    ...site,
    accounts: site.accounts.toSpliced(back.index, 0, back.id),
    leaving: site.leaving.filter(({ id }) => id !== back.id),
  };
}
