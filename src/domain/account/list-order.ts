import type { Account } from '../account';
import type { AccountId } from '../ids';
import type { Order } from '../site/site-choices';
import type { SiteRecord } from '../site/site-record';

/** The accounts as the list shows them, and as keys count them. @param accounts in the person's own order */
export function asListed(accounts: readonly Account[], order: Order): Account[] {
  // `toSorted` is stable: what was never used stays in the person's order, behind what was.
  return order === 'own' ? [...accounts] : accounts.toSorted((a, b) => b.usedAt - a.usedAt);
}

/**
 * The Site with one account at another place of its list. Whoever moves an account wants an order of their own.
 * @param listed the ids as the list shows them
 * @param to from 0; beyond the ends counts as the end
 */
export function withMoved(
  site: SiteRecord,
  listed: readonly AccountId[],
  id: AccountId,
  to: number,
): SiteRecord {
  if (!listed.includes(id)) return site;
  const others = listed.filter((other) => other !== id);
  const index = Math.min(Math.max(to, 0), others.length);
  return { ...site, accounts: others.toSpliced(index, 0, id), order: 'own' };
}
