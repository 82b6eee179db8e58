import browser, { type Menus as BrowserMenus } from 'webextension-polyfill';
import type { TabId } from '@/domain/ids';
import type { MenuItem } from '@/domain/view/menu';

/** Where an item was chosen. */
export interface MenuChoice {
  readonly id: string;
  readonly tabId: TabId;
  /** The address of the link, where it was one. */
  readonly link: string | null;
}

export interface Menus {
  /**
   * Shows exactly these items. Two calls at once would make each item twice, so callers wait for one another.
   * @param patterns match patterns of the pages, and the targets of links, on which they show
   */
  show(items: readonly MenuItem[], patterns: readonly string[]): Promise<void>;
}

/** Remembers what it shows, as long as this background lives: pages come and go far more often than accounts. */
export function createMenus(choose: (choice: MenuChoice) => void): Menus {
  let shown: string | null = null;
  let marked: string | null = null;

  browser.contextMenus.onClicked.addListener((info, tab) => {
    // The browser has marked the item by itself, though the account may not become active.
    marked = null;
    if (tab?.id === undefined) return;
    choose({ id: String(info.menuItemId), tabId: tab.id as TabId, link: info.linkUrl ?? null });
  });

  return {
    show: async (items, patterns) => {
      const wanted = JSON.stringify([
        items.map((item) => ({ ...item, checked: item.checked !== null })),
        patterns,
      ]);
      const active = items.find(({ checked }) => checked === true)?.id ?? null;
      if (wanted !== shown) {
        shown = null;
        await browser.contextMenus.removeAll();
        for (const item of items) browser.contextMenus.create(detailsOf(item, patterns));
      } else if (active !== null && active !== marked) {
        // The one that had the mark before loses it by itself.
        await browser.contextMenus.update(active, { checked: true });
      }
      shown = wanted;
      marked = active;
    },
  };
}

function detailsOf(
  { id, parent, title, on, checked }: MenuItem,
  patterns: readonly string[],
): BrowserMenus.CreateCreatePropertiesType {
  return {
    id,
    title,
    contexts: [...on],
    documentUrlPatterns: [...patterns],
    ...(parent === null ? {} : { parentId: parent }),
    ...(on.includes('link') ? { targetUrlPatterns: [...patterns] } : {}),
    ...(checked === null ? {} : { type: 'radio' as const, checked }),
  };
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
