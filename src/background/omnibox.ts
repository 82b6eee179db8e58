import { focusedTabId } from '@/browser/front-tab';
import type { Offer } from '@/browser/omnibox';
import type { TabId } from '@/domain/ids';
import { matching } from '@/domain/label-search';
import type { RowView } from '@/domain/view';
import type { Engine } from '@/engine/engine';
import { text } from '@/ui/text';

/** "as work" in the address bar switches to Work on the site in front. */

/** Browsers show about so many. */
const most = 6;

/** Says of the first line what Enter will do, and of those below it what choosing them does. */
export async function offerAccounts(engine: Pick<Engine, 'listInTab'>, typed: string): Promise<Offer> {
  const { rows } = await inFront(engine);
  if (rows.length === 0) return { first: { does: text.noAccountsHere }, others: [] };
  const found = matching(rows, typed);
  if (isBlank(typed)) return { first: { does: text.typePartOfName }, others: suggestions(found) };
  const [best, ...others] = found;
  if (best === undefined) return { first: { does: text.foundNone(typed.trim()) }, others: [] };
  return { first: lineOf(best), others: suggestions(others) };
}

/** Whoever fits best; nobody, where nobody fits or nothing was typed. */
export async function switchByName(
  engine: Pick<Engine, 'listInTab' | 'switchInTab'>,
  typed: string,
): Promise<void> {
  const { tabId, rows } = await inFront(engine);
  const [best] = isBlank(typed) ? [] : matching(rows, typed);
  if (tabId !== null && best !== undefined) await engine.switchInTab(tabId, best.id);
}

function suggestions(rows: readonly RowView[]): Offer['others'] {
  return rows.slice(0, most).map((row) => ({ content: row.label, ...lineOf(row) }));
}

function lineOf({ label, handle, active }: RowView): Offer['first'] {
  return { does: active ? text.stay(label) : text.switchTo(label), aside: handle };
}

function isBlank(typed: string): boolean {
  return typed.trim() === '';
}

async function inFront(
  engine: Pick<Engine, 'listInTab'>,
): Promise<{ tabId: TabId | null; rows: readonly RowView[] }> {
  const tabId = await focusedTabId();
  const list = tabId === null ? null : await engine.listInTab(tabId);
  return { tabId, rows: list?.rows ?? [] };
}
