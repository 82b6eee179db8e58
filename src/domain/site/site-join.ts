import type { Account } from '../account';
import { defaultLabel, isDefaultLabel, type NumberedLabel, uniqueLabel } from '../account/label';
import type { SiteId, TabId } from '../ids';
import { coversUrl } from '../site';
import { type Rule, withRule } from './rule';
import type { SiteIndex, SiteRecord } from './site-record';

/** Two Sites become one: a domain that belonged to another, or to none, switches together with the first from then on. */

/** What is written before anything of it is done, so that whoever comes later can go on with it. */
export interface Joining {
  /** The Site that stays. */
  readonly siteId: SiteId;
  /** The one that becomes part of it. */
  readonly other: SiteId;
  /** The other was no Site in use before: it stands for a domain alone, whose live part belongs to accounts of the Site. */
  readonly fresh: boolean;
  /** The tab that is led back to where the sign-in starts, and where that is; `null` when none is. */
  readonly tabId: TabId | null;
  readonly start: string | null;
}

/** The Site that stays, with the domains, accounts and rules of the other; what was chosen for the other is dropped, but for what is left alone. */
export function joinedSite(site: SiteRecord, other: SiteRecord): SiteRecord {
  const first = site.accounts.length;
  return {
    ...site,
    domains: [...site.domains, ...other.domains.filter((domain) => !site.domains.includes(domain))],
    accounts: [...site.accounts, ...other.accounts],
    // One that was left from when the other's domain had been the Site's before is out of use.
    rules: other.rules.reduce<readonly Rule[]>(withRule, site.rules),
    sharedOrigins: joinedOrigins(site, other),
    leaving: [
      ...site.leaving,
      ...other.leaving.map((one) => ({
        ...one,
        index: first + one.index,
        wasActive: false,
        activeIn: null,
      })),
    ],
  };
}

/** What was left alone of the other's domains when they had been the Site's before counts no more. */
function joinedOrigins(site: SiteRecord, other: SiteRecord): string[] {
  const all = new Set([...site.sharedOrigins, ...other.sharedOrigins]);
  return [...all].filter((origin) => coversUrl(site, origin) || other.sharedOrigins.includes(origin));
}

/** The accounts that come to a Site, under labels that nobody there has. */
export function joinedAccounts(
  siteId: SiteId,
  there: readonly Account[],
  coming: readonly Account[],
  numbered: NumberedLabel,
): Account[] {
  const labels = there.map(({ label }) => label);
  return coming.map((account) => {
    const label = freeLabel(account.label, labels, numbered);
    labels.push(label);
    return { ...account, siteId, label };
  });
}

/** "Account 1" becomes the next number that is free, and not "Account 1 2". */
function freeLabel(label: string, taken: readonly string[], numbered: NumberedLabel): string {
  const unique = uniqueLabel(label, taken);
  return unique !== label && isDefaultLabel(label, numbered) ? defaultLabel(taken, numbered) : unique;
}

export function joinedIndex(index: SiteIndex, { siteId, other }: Joining): SiteIndex {
  return Object.fromEntries(
    Object.entries(index).map(([domain, owner]) => [domain, owner === other ? siteId : owner]),
  );
}
