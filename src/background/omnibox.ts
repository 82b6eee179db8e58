import { focusedTabId } from '@/browser/front-tab';
import type { Suggestion } from '@/browser/omnibox';
import { matching } from '@/domain/account/label-search';
import { AppError } from '@/domain/app-error';
import type { TabId } from '@/domain/ids';
import type { RowView } from '@/domain/view';
import type { Engine } from '@/engine/engine';
import { errorSentence, text } from '@/ui/text';

/** "as work" in the address bar switches to Work on the site in front. */

/** Browsers show about so many. */
const most = 6;

/** Says what choosing each does; where there is nobody to choose, why. */
export async function suggestAccounts(
  engine: Pick<Engine, 'listInTab' | 'popupView'>,
  typed: string,
): Promise<Suggestion[]> {
  const { rows, isLocked } = await inFront(engine);
  const found = matching(rows, typed);
  if (found.length > 0) return found.slice(0, most).map(suggestionOf);
  const none = isLocked ? errorSentence({ code: 'vault/locked' }) : text.noAccountsHere;
  const why = rows.length === 0 ? none : text.foundNone(typed.trim());
  // As good as what was typed, which browsers would not show twice.
  return [{ content: `${typed} ?`, does: why, aside: null }];
}

/** Whoever fits best; nobody, where nobody fits or nothing was typed. @throws AppError `vault/locked`, and what a switch throws */
export async function switchByName(
  engine: Pick<Engine, 'listInTab' | 'popupView' | 'switchInTab'>,
  typed: string,
): Promise<void> {
  const { tabId, rows, isLocked } = await inFront(engine);
  if (isLocked) throw new AppError('vault/locked');
  const name = typed.trim();
  // Chosen from what was suggested it is a whole label, with which another may begin.
  const best =
    rows.find(({ label }) => label === name) ?? (name === '' ? undefined : matching(rows, name)[0]);
  if (tabId !== null && best !== undefined) await engine.switchInTab(tabId, best.id);
}

function suggestionOf({ label, handle, active }: RowView): Suggestion {
  return { content: label, does: active ? text.stay(label) : text.switchTo(label), aside: handle };
}

interface Front {
  readonly tabId: TabId | null;
  readonly rows: readonly RowView[];
  /** Whether it is not known who is there. */
  readonly isLocked: boolean;
}

async function inFront(engine: Pick<Engine, 'listInTab' | 'popupView'>): Promise<Front> {
  const tabId = await focusedTabId();
  const list = tabId === null ? null : await engine.listInTab(tabId);
  const isLocked = tabId !== null && list === null && (await engine.popupView(tabId, true)).kind === 'locked';
  return { tabId, rows: list?.rows ?? [], isLocked };
}
