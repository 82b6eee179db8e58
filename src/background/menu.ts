import { focusedTabId } from '@/browser/front-tab';
import { type MenuChoice, type Menus, openBeside } from '@/browser/menus';
import { actionOf, menuOf } from '@/domain/view/menu';
import type { Engine } from '@/engine/engine';
import { text } from '@/ui/text';

/** The menus of page, link and toolbar button: those of the Site in front. */
export interface FrontMenu {
  /** Another tab is in front, or something changed. */
  refresh(): Promise<void>;
}

export function createFrontMenu(engine: Engine, menus: Menus): FrontMenu {
  let last = Promise.resolve();
  let waiting = false;
  const draw = async () => {
    waiting = false;
    const tabId = await focusedTabId();
    const list = tabId === null ? null : await engine.listInTab(tabId);
    await (list === null ? menus.show([], []) : menus.show(menuOf(list.rows, text.menu), list.patterns));
  };
  return {
    refresh: () => {
      // One that has not begun yet will see what is new.
      if (waiting) return last;
      waiting = true;
      last = last.then(draw, draw);
      return last;
    },
  };
}

export async function runMenu(engine: Engine, { id, tabId, link }: MenuChoice): Promise<void> {
  const action = actionOf(id);
  if (action === null) return;
  if (action.kind === 'add') {
    await engine.addInTab(tabId);
    return;
  }
  const outcome = await engine.switchInTab(tabId, action.accountId);
  // The menu may be older than what became known of the account: then it is waited for.
  const isThem = outcome?.active?.id === action.accountId;
  if (action.kind === 'open' && isThem && link !== null) await openBeside(link, tabId);
}
