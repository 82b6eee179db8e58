import type { Account } from '@/domain/account';
import { AppError } from '@/domain/app-error';
import type { AccountId, Place } from '@/domain/ids';
import type { SiteRecord } from '@/domain/site/site-record';
import { readItem, readList } from '@/storage/item';
import { accountItem, liveItem, storesItem } from '@/storage/schema';
import type { Context } from '../context';
import { accountsById } from './account-list';

/**
 * The accounts that are live in other cookie stores (Firefox has one for each container). None of them may be planted here too:
 * what is stored of them is old, and a sign-in that lives twice renews its tokens twice, after which neither is worth anything.
 */
export async function liveElsewhere(
  { local }: Pick<Context, 'local'>,
  { siteId, storeId }: Place,
): Promise<readonly AccountId[]> {
  const stores = (await readItem(local, storesItem)).filter((one) => one !== storeId);
  const others = await readList(
    local,
    stores.map((one) => liveItem({ siteId, storeId: one })),
  );
  return others.flatMap(({ active }) => active ?? []);
}

/** @throws AppError `account/elsewhere` with its label */
export async function freeToUse(context: Pick<Context, 'local'>, place: Place, id: AccountId): Promise<void> {
  if (!(await liveElsewhere(context, place)).includes(id)) return;
  const account = await readItem(context.local, accountItem(id));
  throw new AppError('account/elsewhere', account?.label);
}

/**
 * Whoever signs in again comes back to their account, even one that was signed out a moment ago; but not to one that is live in
 * another container: there it goes on by itself, and here is a second session, which gets a row of its own.
 */
export async function accountsToReturnTo(
  context: Context,
  place: Place,
  site: SiteRecord,
): Promise<Account[]> {
  const [elsewhere, accounts] = await Promise.all([
    liveElsewhere(context, place),
    accountsById(context, [...site.accounts, ...site.leaving.map(({ id }) => id)]),
  ]);
  return accounts.filter(({ id }) => !elsewhere.includes(id));
}
