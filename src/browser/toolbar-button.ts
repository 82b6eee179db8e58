import browser from 'webextension-polyfill';
import type { TabId } from '@/domain/ids';
import { focusedTabId } from './front-tab';

/** Whether Hatrack's button can be seen: Chromium puts a new one behind the puzzle piece. What cannot be found out is taken to be well. */
export async function isOnToolbar(): Promise<boolean> {
  const { isOnToolbar: isSeen = true } = await browser.action.getUserSettings();
  return isSeen;
}

/** Opens the popup again that the browser's prompt has closed, where the tab that it was opened on is still in front. */
export async function reopenPopup(tabId: TabId): Promise<void> {
  // There the prompt leaves it open; in Chromium one that was not needed does too.
  if (import.meta.env.FIREFOX) return;
  const open = await browser.runtime.getContexts({ contextTypes: ['POPUP'] });
  if (open.length > 0 || (await focusedTabId()) !== tabId) return;
  try {
    await browser.action.openPopup();
  } catch {
    // No window has the focus: the badge tells.
  }
}
