import browser, { type Menus } from 'webextension-polyfill';
import type { TabId } from '@/domain/ids';
import type { MenuItem } from '@/domain/menu';

/** Where an item was chosen. */
export interface MenuChoice {
  readonly id: string;
  readonly tabId: TabId;
  /** The address of the link, where it was one. */
  readonly link: string | null;
}

/**
 * Shows exactly these items. Two calls at once would make each item twice, so callers wait for one another.
 * @param patterns match patterns of the pages, and the targets of links, on which they show
 */
export async function showMenu(items: readonly MenuItem[], patterns: readonly string[]): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const { id, parent, title, on, checked } of items) {
    const details: Menus.CreateCreatePropertiesType = {
      id,
      title,
      contexts: [...on],
      documentUrlPatterns: [...patterns],
      ...(parent === null ? {} : { parentId: parent }),
      ...(on.includes('link') ? { targetUrlPatterns: [...patterns] } : {}),
      ...(checked === null ? {} : { type: 'radio' as const, checked }),
    };
    browser.contextMenus.create(details);
  }
}

export function onMenu(listener: (choice: MenuChoice) => void): void {
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (tab?.id === undefined) return;
    listener({ id: String(info.menuItemId), tabId: tab.id as TabId, link: info.linkUrl ?? null });
  });
}

/** Another tab came to the front. */
export function onTabInFront(listener: () => void): void {
  browser.tabs.onActivated.addListener(() => listener());
  browser.windows.onFocusChanged.addListener((id) => {
    if (id !== browser.windows.WINDOW_ID_NONE) listener();
  });
}

/** Beside the tab from which it was asked for. */
export async function openBeside(url: string, opener: TabId): Promise<void> {
  await browser.tabs.create({ url, openerTabId: opener });
}
