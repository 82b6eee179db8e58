import browser from 'webextension-polyfill';

/** Whether Hatrack's button can be seen: Chromium puts a new one behind the puzzle piece. What cannot be found out is taken to be well. */
export async function isOnToolbar(): Promise<boolean> {
  const { isOnToolbar: isSeen = true } = await browser.action.getUserSettings();
  return isSeen;
}
