import browser from 'webextension-polyfill';
import type { TabId } from '@/domain/ids';

/** A tab comes to another page (`loading`), which is there (`loaded`); or its page has another address or title than before. */
export function onTabChange(listener: (id: TabId, change: 'loading' | 'loaded' | 'changed') => void): void {
  browser.tabs.onUpdated.addListener((id, { status, url, title }) => {
    if (status !== undefined) listener(id as TabId, status === 'complete' ? 'loaded' : 'loading');
    else if (url !== undefined || title !== undefined) listener(id as TabId, 'changed');
  });
}

/** There is no tab of this id any more. */
export function onTabGone(listener: (id: TabId) => void): void {
  browser.tabs.onRemoved.addListener((id) => listener(id as TabId));
  // In Chromium one that is put to sleep comes back as another.
  browser.tabs.onReplaced.addListener((_, id) => listener(id as TabId));
}

/** There is a tab more, and so a window. */
export function onTabMade(listener: () => void): void {
  browser.tabs.onCreated.addListener(listener);
}

/** There is no window any more, of whatever kind, and the browser goes on. */
export function onLastWindowGone(listener: () => void): void {
  browser.windows.onRemoved.addListener(async () => {
    const left = await browser.tabs.query({});
    if (left.length === 0) listener();
  });
}
