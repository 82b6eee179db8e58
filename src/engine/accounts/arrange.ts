import { type Account, type PictureChoice, picturedAs } from '@/domain/account';
import type { ColourName } from '@/domain/account/colour';
import { cleanLabel, uniqueLabel } from '@/domain/account/label';
import { withMoved } from '@/domain/account/list-order';
import { AppError } from '@/domain/app-error';
import type { AccountId } from '@/domain/ids';
import { entry, readItem, writeItems } from '@/storage/item';
import { accountItem, siteItem } from '@/storage/schema';
import type { Context } from '../context';
import { atSite } from '../place/at-place';
import { accountOn, accountsOf, listOf } from './account-list';

/** How accounts are shown: label, colour, picture and place in the list. What signs them in is not touched. */

/** @throws AppError `account/unknown`, or `account/no-label` when nothing readable is left of the label */
export async function renameAccount(context: Context, id: AccountId, wanted: string): Promise<void> {
  const { siteId } = await anyAccount(context, id);
  const clean = cleanLabel(wanted);
  if (clean === null) throw new AppError('account/no-label');
  await atSite(context, siteId, `rename ${id} ${clean}`, async (site) => {
    const account = await accountOn(context, siteId, id);
    const others = (await accountsOf(context, site)).filter((other) => other.id !== id);
    const label = uniqueLabel(
      clean,
      others.map((other) => other.label),
    );
    await writeItems(context.local, [entry(accountItem(id), { ...account, label, named: true })]);
  });
  context.ports.announce.changed(siteId);
}

/** @throws AppError `account/unknown`, `site/unused` */
export async function colourAccount(context: Context, id: AccountId, colour: ColourName): Promise<void> {
  const { siteId } = await anyAccount(context, id);
  await atSite(context, siteId, `colour ${id} ${colour}`, async () => {
    const account = await accountOn(context, siteId, id);
    await writeItems(context.local, [entry(accountItem(id), { ...account, colour })]);
  });
  context.ports.announce.changed(siteId);
}

/** @throws AppError `account/unknown`, `site/unused` */
export async function pictureAccount(context: Context, id: AccountId, choice: PictureChoice): Promise<void> {
  const { siteId } = await anyAccount(context, id);
  await atSite(context, siteId, `picture ${id} ${choice}`, async () => {
    const account = await accountOn(context, siteId, id);
    await writeItems(context.local, [entry(accountItem(id), picturedAs(account, choice))]);
  });
  context.ports.announce.changed(siteId);
}

/** Puts an account at another place of the list, from 0. @throws AppError `account/unknown`, `site/unused` */
export async function moveAccount(context: Context, id: AccountId, to: number): Promise<void> {
  const { siteId } = await anyAccount(context, id);
  await atSite(context, siteId, `move ${id} ${to}`, async (site) => {
    const order = (await listOf(context, site)).map((one) => one.id);
    await writeItems(context.local, [entry(siteItem(site.id), withMoved(site, order, id, to))]);
  });
  context.ports.announce.changed(siteId);
}

/** An account of whatever Site. @throws AppError `account/unknown` */
async function anyAccount({ local }: Context, id: AccountId): Promise<Account> {
  const account = await readItem(local, accountItem(id));
  if (account === null) throw new AppError('account/unknown');
  return account;
}
