import type { Person } from '@/domain/account';
import { isAnotherPerson } from '@/domain/account/attribution';
import { identityIn, isSomebodyElse } from '@/domain/identity';
import type { AccountId } from '@/domain/ids';
import { coveredBy, type Jar, leavingOut } from '@/domain/jar';
import { liveAs } from '@/domain/jar/live';
import { evidenceIn, sameSignIn } from '@/domain/sign-in';
import { type SiteRecord, withAccount, withReturned } from '@/domain/site/site-record';
import { type Entry, entry, readItem, writeItems } from '@/storage/item';
import { accountItem, liveItem, siteItem } from '@/storage/schema';
import { accountFor } from '../accounts/keep';
import type { Context } from '../context';
import type { SwitchOrder } from './switch-order';

/** Whose is the live jar, once it has been captured? What was thought before can have become wrong with nobody seeing it. */

/** What is stored of whoever is thought to be live. One that cannot be read tells nothing. */
export async function storedOf({ vault }: Context, from: AccountId | null): Promise<Jar | null> {
  return from === null ? null : vault.jarOf(from).catch(() => null);
}

/**
 * The order with the true owner of the live jar. One in which nobody is signed in is no longer that of somebody who may have been: the site
 * ended the session, or the person cleared what the browser kept. One whose tokens name somebody else is theirs, who signed in
 * over it: they become a new account. What is stored of the account itself stays in both cases.
 */
export async function ownedOrder(
  context: Context,
  order: SwitchOrder,
  stored: Jar | null,
  captured: Jar,
): Promise<SwitchOrder> {
  if (stored === null) return order;
  const shared = [...order.site.sharedOrigins, ...(captured.common ?? [])];
  const live = leavingOut(captured, shared);
  const before = leavingOut(coveredBy(order.site, stored), shared);
  if (evidenceIn(live) === 'nobody' && evidenceIn(before) !== 'nobody') return { ...order, from: null };
  if (sameSignIn(before, live)) return order;
  const who = identityIn(live, null);
  return isSomebodyElse(before, live) || (await isAnother(context, order.from, who))
    ? withNewOwner(context, order, who)
    : order;
}

async function isAnother(context: Context, from: AccountId | null, who: Person | null): Promise<boolean> {
  const account = from === null || who === null ? null : await readItem(context.local, accountItem(from));
  return account?.person != null && who !== null && isAnotherPerson(account.person, who);
}

/** Written at once: should the switch be undone, the live jar is theirs all the same. */
async function withNewOwner(context: Context, order: SwitchOrder, who: Person | null): Promise<SwitchOrder> {
  const { place, also = [] } = order;
  const known = (await readItem(context.local, siteItem(place.siteId))) ?? order.site;
  const { account, site } = await accountFor(context, { place, site: known }, who);
  await writeItems(context.local, [
    entry(accountItem(account.id), account),
    entry(siteItem(site.id), site),
    entry(liveItem(place), liveAs(account.id, context.ports.clock.now())),
  ]);
  const listed = also.map((one) =>
    one.key === siteItem(site.id).key ? listing(one, account.id, known) : one,
  );
  return { ...order, from: account.id, also: listed };
}

/**
 * What is to be written of a Site, with this account in its list: unless it is what is being signed out. One that was signed out before
 * has signed in again.
 */
function listing({ value }: Entry, id: AccountId, before: SiteRecord): Entry {
  const site = value as SiteRecord;
  const back = before.leaving.find((one) => one.id === id);
  const isLeaving = site.leaving.some((one) => one.id === id);
  if (site.accounts.includes(id) || (isLeaving && back === undefined)) return entry(siteItem(site.id), site);
  return entry(siteItem(site.id), back === undefined ? withAccount(site, id) : withReturned(site, back));
}
