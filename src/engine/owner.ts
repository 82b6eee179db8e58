import { newAccount } from '@/domain/account';
import { isSomebodyElse } from '@/domain/identity';
import type { AccountId } from '@/domain/ids';
import { coveredBy, type Jar } from '@/domain/jar';
import { liveAs } from '@/domain/live';
import { evidenceIn } from '@/domain/sign-in';
import { type SiteRecord, withAccount } from '@/domain/site-record';
import { entry, readItem, writeItems } from '@/storage/item';
import { accountItem, liveItem, siteItem } from '@/storage/schema';
import { accountsOf } from './account-list';
import type { Context } from './context';
import type { SwitchOrder } from './switch-order';

/** Whose is the live jar, once it has been captured? What was thought before can have become wrong with nobody seeing it. */

/** What is stored of whoever is thought to be live. One that cannot be read tells nothing. */
export async function storedOf({ vault }: Context, from: AccountId | null): Promise<Jar | null> {
  return from === null ? null : vault.jarOf(from).catch(() => null);
}

/**
 * The order with the true owner of the live jar. One in which nobody is signed in is no longer that of somebody who was: the site
 * ended the session, or the person cleared what the browser kept. One whose tokens name somebody else is theirs, who signed in
 * over it: they become a new account. What is stored of the account itself stays in both cases.
 */
export async function ownedOrder(
  context: Context,
  order: SwitchOrder,
  stored: Jar | null,
  live: Jar,
): Promise<SwitchOrder> {
  if (stored === null) return order;
  const before = coveredBy(order.site, stored);
  if (evidenceIn(live) === 'nobody' && evidenceIn(before) === 'signed-in') return { ...order, from: null };
  return isSomebodyElse(before, live) ? withNewOwner(context, order) : order;
}

/** Written at once: should the switch be undone, the live jar is theirs all the same. */
async function withNewOwner(context: Context, order: SwitchOrder): Promise<SwitchOrder> {
  const { place, also = [] } = order;
  const site = (await readItem(context.local, siteItem(place.siteId))) ?? order.site;
  const others = await accountsOf(context, site);
  const { ids, clock } = context.ports;
  const account = newAccount(ids.account(), site.id, others, clock.now());
  await writeItems(context.local, [
    entry(accountItem(account.id), account),
    entry(siteItem(site.id), withAccount(site, account.id)),
    entry(liveItem(place), liveAs(account.id)),
  ]);
  const listed = also.map((one) =>
    one.key === siteItem(site.id).key
      ? entry(siteItem(site.id), withAccount(one.value as SiteRecord, account.id))
      : one,
  );
  return { ...order, from: account.id, also: listed };
}
