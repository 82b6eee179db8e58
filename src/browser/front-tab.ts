import browser, { type Tabs } from 'webextension-polyfill';
import type { TabId } from '@/domain/ids';

/** Apart from the other calls on tabs: the popup needs this alone, and not the public-suffix list that they bring along. */

/** The tab in front of the window that asks. */
export function frontTabId(): Promise<TabId | null> {
  return firstTab({ active: true, currentWindow: true });
}

/** The tab of a key: in front of the window that has the focus. */
export function focusedTabId(): Promise<TabId | null> {
  return firstTab({ active: true, lastFocusedWindow: true });
}

/**
 * The icon of the page in a tab, where the browser has it as data. Firefox does; Chromium tells an address, and nothing is fetched.
 * Its own store of icons would be a permission that warns at install.
 * @returns a `data:` URL
 */
export async function tabIcon(tabId: TabId): Promise<string | null> {
  const { favIconUrl } = await browser.tabs.get(tabId);
  return favIconUrl?.startsWith('data:image/') === true ? favIconUrl : null;
}

/** The page that a tab was on the way to is there. */
export function onArrival(listener: (id: TabId) => void): void {
  browser.tabs.onUpdated.addListener((id, { status }) => {
    if (status === 'complete') listener(id as TabId);
  });
}

async function firstTab(query: Tabs.QueryQueryInfoType): Promise<TabId | null> {
  const [tab] = await browser.tabs.query(query);
  return (tab?.id as TabId | undefined) ?? null;
}
