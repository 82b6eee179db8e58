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

/**
 * A window came or went. Told one after the other, each time as it is by then: what was asked before another event must not be told after it.
 * @param listener hears whether there is any, of whatever kind
 */
export function onWindows(listener: (isAny: boolean) => Promise<void>): void {
  let told = Promise.resolve();
  const askAndTell = async () => listener((await browser.tabs.query({})).length > 0);
  const tell = () => {
    told = told.then(askAndTell, askAndTell);
  };
  browser.windows.onRemoved.addListener(tell);
  // The first tab of a window can be told of before it.
  browser.tabs.onCreated.addListener(tell);
}
