import type { TabId } from '@/domain/ids';
import { originPatterns } from '@/domain/site';
import type { ListView, Question, RowView } from '@/domain/view';
import { readItem } from '@/storage/item';
import { liveItem } from '@/storage/schema';
import { accountsById, listOf } from '../accounts/account-list';
import type { Context } from '../context';
import { isLinked } from '../links/followed-links';
import { wantedIn } from '../links/rules';
import { tabById } from '../pages';
import { siteOfTab, type TabSite } from '../sites';
import { rowView } from '../views';

/** What badges, menus and the address bar show of a tab. */

/** For menus and the address bar; cheap enough to be asked for whenever another tab comes to the front. */
export async function listInTab(context: Context, tabId: TabId): Promise<ListView | null> {
  const inUse = await usedIn(context, tabId);
  if (inUse === null) return null;
  const [live, accounts] = await Promise.all([
    readItem(context.local, liveItem(inUse.place)),
    listOf(context, inUse.site),
  ]);
  const patterns = originPatterns(inUse.site).filter((pattern) => pattern.startsWith('*:'));
  return { rows: accounts.map((account) => rowView(context, account, live)), patterns };
}

/** Who is shown in a tab, for its badge; `null` where Hatrack is not used or nobody is active. */
export async function accountInTab(context: Context, tabId: TabId): Promise<RowView | null> {
  const inUse = await usedIn(context, tabId);
  if (inUse === null) return null;
  const live = await readItem(context.local, liveItem(inUse.place));
  const [account] = live.active === null ? [] : await accountsById(context, [live.active]);
  return account === undefined ? null : rowView(context, account, live);
}

/** What is asked about the page in a tab, for its badge; `null` for nothing. */
export async function questionInTab(context: Context, tabId: TabId): Promise<Question | null> {
  const inUse = await usedIn(context, tabId);
  if (inUse === null) return null;
  const id = await wantedIn(context, inUse);
  const [account] = id === null ? [] : await accountsById(context, [id]);
  if (account !== undefined) return { kind: 'wanted', label: account.label };
  return (await isLinked(context, inUse)) ? { kind: 'linked' } : null;
}

/** The Site that a tab shows, unless Hatrack is not used on it or is turned off there. */
async function usedIn(context: Context, tabId: TabId): Promise<TabSite | null> {
  const tab = await tabById(context, tabId);
  const inUse = tab && (await siteOfTab(context, tab));
  return inUse?.site.multiSession ? inUse : null;
}
