import { focusedTabId } from '@/browser/front-tab';
import type { Suggestion } from '@/browser/omnibox';
import type { TabId } from '@/domain/ids';
import { matching } from '@/domain/label-search';
import type { RowView } from '@/domain/view';
import type { Engine } from '@/engine/engine';

/** "as work" in the address bar switches to Work on the site in front. */

/** Browsers show about so many. */
const most = 6;

export async function suggestAccounts(engine: Engine, typed: string): Promise<Suggestion[]> {
  const { rows } = await inFront(engine);
  return matching(rows, typed)
    .slice(0, most)
    .map(({ label }) => ({ content: label, description: label }));
}

/** Whoever fits best; nobody, where nobody fits. */
export async function switchByName(engine: Engine, typed: string): Promise<void> {
  const { tabId, rows } = await inFront(engine);
  const [best] = matching(rows, typed);
  if (tabId !== null && best !== undefined) await engine.switchInTab(tabId, best.id);
}

async function inFront(engine: Engine): Promise<{ tabId: TabId | null; rows: readonly RowView[] }> {
  const tabId = await focusedTabId();
  const list = tabId === null ? null : await engine.listInTab(tabId);
  return { tabId, rows: list?.rows ?? [] };
}
