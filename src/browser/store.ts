import type { Tabs } from 'webextension-polyfill';
import type { StoreId } from '@/domain/ids';

/**
 * The cookie store that a tab uses. Firefox tells; Chromium has two and names them `"0"` and, for private windows, `"1"`
 * (chrome.cookies.getAllCookieStores; its source has no others).
 */
export function storeOfTab(tab: Pick<Tabs.Tab, 'cookieStoreId' | 'incognito'>): StoreId {
  return (tab.cookieStoreId ?? (tab.incognito ? '1' : '0')) as StoreId;
}

/** The store of ordinary windows. */
export const defaultStore = (import.meta.env.FIREFOX ? 'firefox-default' : '0') as StoreId;
