import type { Account } from '@/domain/account';
import { asListed } from '@/domain/account/list-order';
import { AppError } from '@/domain/app-error';
import type { AccountId, SiteId } from '@/domain/ids';
import type { SiteRecord } from '@/domain/site/site-record';
import type { OutcomeView } from '@/domain/view';
import { readItem, readList } from '@/storage/item';
import { accountItem } from '@/storage/schema';
import type { Context } from '../context';

/** The accounts of a Site in the person's order. */
export function accountsOf(context: Pick<Context, 'local'>, site: SiteRecord): Promise<Account[]> {
  return accountsById(context, site.accounts);
}

/** The accounts of a Site as its list shows them. */
export async function listOf(context: Pick<Context, 'local'>, site: SiteRecord): Promise<Account[]> {
  return asListed(await accountsOf(context, site), site.order);
}

/** In the order of the ids; an id without an account is left out. */
export async function accountsById(
  { local }: Pick<Context, 'local'>,
  ids: readonly AccountId[],
): Promise<Account[]> {
  const accounts = await readList(local, ids.map(accountItem));
  return accounts.filter((account) => account !== null);
}

/** @throws AppError `account/unknown` when there is none of this id on this Site */
export async function accountOn(
  context: Pick<Context, 'local'>,
  siteId: SiteId,
  id: AccountId,
): Promise<Account> {
  const account = await readItem(context.local, accountItem(id));
  if (account === null || account.siteId !== siteId) throw new AppError('account/unknown');
  return account;
}

/** @throws AppError `account/unknown` unless the Site lists this account */
export async function listed(
  context: Pick<Context, 'local'>,
  site: SiteRecord,
  id: AccountId,
): Promise<Account> {
  if (!site.accounts.includes(id)) throw new AppError('account/unknown');
  return accountOn(context, site.id, id);
}

export async function outcomeOf(
  context: Pick<Context, 'local'>,
  active: AccountId | null,
): Promise<OutcomeView> {
  const account = active === null ? null : await readItem(context.local, accountItem(active));
  return { active: account && { id: account.id, label: account.label } };
}
