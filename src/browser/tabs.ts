import browser, { type Tabs } from 'webextension-polyfill';
import type { TabId } from '@/domain/ids';
import { coversUrl, type Site } from '@/domain/site';
import type { Tab, TabsPort } from '@/engine/ports';
import { storeOfTab } from './store';

export function createTabsPort(): TabsPort {
  return {
    of: async (site, storeId) => (await tabsOf(site)).filter((tab) => tab.storeId === storeId),
    byId: async (id) => {
      const tab = await unlessGone(browser.tabs.get(id));
      return tab === null ? null : toTab(tab);
    },
    reload: async (id) => {
      await unlessGone(browser.tabs.reload(id));
    },
    // Chromium gives the tab back (under a new id), or nothing when it would not; Firefox gives nothing and obeys.
    discard: async (id) => {
      const tab = await unlessGone(browser.tabs.discard(id) as Promise<unknown>);
      return import.meta.env.FIREFOX ? tab !== null : tab !== null && tab !== undefined;
    },
  };
}

/** Filtered here and not by a pattern: Firefox finds nothing for a pattern with a port, and says nothing. */
export async function tabsOf(site: Site): Promise<Tab[]> {
  const tabs = await browser.tabs.query({});
  return tabs.filter((tab) => coversUrl(site, tab.url)).flatMap((tab) => toTab(tab) ?? []);
}

/** A tab came to another page, or a page of it began to show. */
export function onTabLoading(listener: (id: TabId) => void): void {
  browser.tabs.onUpdated.addListener((id, change) => {
    if (change.status !== undefined) listener(id as TabId);
  });
}

/** Asks the content script of a tab for nothing; it hears that it should ask again. No script there is no error. */
export async function messageTab(id: TabId, message: unknown): Promise<void> {
  await unlessGone(browser.tabs.sendMessage(id, message));
}

function toTab(tab: Tabs.Tab): Tab | null {
  if (tab.id === undefined) return null;
  return { id: tab.id as TabId, storeId: storeOfTab(tab), url: tab.url ?? '', front: tab.active };
}

/** People close tabs whenever they like; each call on one may find it gone. */
async function unlessGone<Result>(call: Promise<Result>): Promise<Result | null> {
  try {
    return await call;
  } catch {
    return null;
  }
}
