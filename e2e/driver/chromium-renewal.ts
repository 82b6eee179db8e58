import type { Browser, CDPSession, Page, Target, WebWorker } from 'puppeteer-core';
import { until } from './until';

/** Milliseconds: what does not go by then does not want to. */
const patience = 5000;

/**
 * Makes a running Chromium what a new profile is: one empty tab, no data of any site, and Hatrack with nothing stored. Another start would
 * take four times as long, and so would taking Hatrack out and installing it again, with the page for whoever is new.
 * @param worker of Hatrack @returns the empty tab
 */
export async function renewChromium(
  browser: Browser,
  worker: WebWorker,
  isWorker: (target: Target) => boolean,
): Promise<Page> {
  const page = await browser.newPage();
  const session = await page.createCDPSession();
  await closeAllBut(browser, session, page.target());
  await worker.evaluate(clearAll);
  await session.send('Storage.clearCookies');
  await session.send('Storage.clearDataForOrigin', { origin: '*', storageTypes: 'all' });
  const before = browser.targets().filter(isWorker);
  await worker.evaluate(reloadSoon);
  // Puppeteer's session has to go before the worker does: Chromium crashes when it is asked about one that is gone.
  await worker.client.detach();
  await session.detach();
  const isNext = (one: Target) => isWorker(one) && !before.includes(one);
  await until('the next worker', () => browser.targets().some(isNext), patience);
  return page;
}

async function closeAllBut(browser: Browser, session: CDPSession, kept: Target): Promise<void> {
  const others = () => browser.targets().filter((one) => one.type() === 'page' && one !== kept);
  for (const target of others()) await session.send('Target.closeTarget', { targetId: idOf(target) });
  await until('one tab alone', () => others().length === 0, patience);
}

/** The browser's; puppeteer has it and does not tell. */
export function idOf(target: Target): string {
  return (target as unknown as { readonly _targetId: string })._targetId;
}

// The functions below run in the worker.

declare const chrome: {
  storage: { local: { clear(): Promise<void> }; session: { clear(): Promise<void> } };
  alarms: { clearAll(): Promise<unknown> };
  scripting: { unregisterContentScripts(): Promise<void> };
  runtime: { reload(): void };
};

async function clearAll(): Promise<void> {
  await Promise.all([
    chrome.storage.local.clear(),
    chrome.storage.session.clear(),
    chrome.alarms.clearAll(),
    chrome.scripting.unregisterContentScripts(),
  ]);
}

/** Not before the answer is out. */
function reloadSoon(): void {
  setTimeout(() => chrome.runtime.reload(), 20);
}
