import { seenAs } from '@/domain/account';
import { isPicture } from '@/domain/account/picture';
import { type Identity, isSamePerson } from '@/domain/identity';
import type { AccountId, Place, TabId } from '@/domain/ids';
import { entry, readItem, writeItems } from '@/storage/item';
import { accountItem, liveItem } from '@/storage/schema';
import type { Context } from '../context';
import { atPlace } from '../place/at-place';

/** The pictures that pages show of whoever is signed in. */

/** Where there is one of the active account's person. */
export interface Portrait {
  readonly place: Place;
  readonly tabId: TabId;
  readonly url: string;
  readonly account: AccountId;
  /** Since when the live jar is theirs. */
  readonly since: number;
}

/** @param who was seen in the tab, when the live jar was whose it is now */
export async function portraitOf(
  { local }: Pick<Context, 'local'>,
  place: Place,
  tabId: TabId,
  who: Identity | null,
): Promise<Portrait | null> {
  if (who === null || who.picture === null) return null;
  const { active, since } = await readItem(local, liveItem(place));
  const account = active === null ? null : await readItem(local, accountItem(active));
  if (account === null || account.person === null || !isSamePerson(account.person, who)) return null;
  return { place, tabId, url: who.picture, account: account.id, since };
}

/**
 * Gives an account the picture of its person, once the page has loaded it: that can take its time, and holds nobody up. One that is there
 * only when the account is not the active one any more is not taken, for it can be of the next page, at an address that every account has.
 */
export async function keepPortrait(context: Context, portrait: Portrait | null): Promise<void> {
  if (portrait === null) return;
  const { place, tabId, url, account, since } = portrait;
  const picture = await context.ports.tabs.picture(tabId, url);
  if (picture === null || !isPicture(picture)) return;
  await atPlace(context, place, `portrait ${account} ${picture}`, async ({ site, live }) => {
    const known = await readItem(context.local, accountItem(account));
    if (known === null || live.active !== account || live.since !== since || live.doubt !== null) return;
    await writeItems(context.local, [entry(accountItem(account), seenAs(known, picture))]);
    context.ports.announce.changed(site.id);
  });
}
