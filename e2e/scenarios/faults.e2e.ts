import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser, ordinaryStore } from '../driver/launch';
import { untilIs } from '../driver/until';
import { ann, ben, type TestSite } from '../sites/site';
import { startSubdomains } from '../sites/subdomains';
import { builds, switchTo, untilServed, untilShows, withTwoAccounts } from './steps';

/** What goes wrong, on a site that says `mixed` as soon as one cookie of somebody else comes along. */
describe('on a site with Ann and Ben', { retry: 0 }, () => {
  let site: TestSite;
  let browser: TestBrowser;
  let tab: SiteTab;

  beforeEach(async () => {
    [site, browser] = await Promise.all([startSubdomains(), launchBrowser({ dist: builds.granted })]);
    tab = await withTwoAccounts(browser, site, 'press.test', [ann, ben]);
  });
  afterEach(async () => {
    await browser.close();
    await site.stop();
  });

  it('a worker that was killed meanwhile switches as before', async () => {
    await browser.killWorker();
    await switchTo(browser, tab, 'Account 1');
    await untilServed(site, tab, 'Ann');
    await browser.killWorker();
    await switchTo(browser, tab, 'Account 2');
    await untilServed(site, tab, 'Ben');
  });

  it('the browser having dropped the database of jars, as it does with a damaged one, loses nobody', async () => {
    const settings = await browser.openSettings();
    await browser.killWorker();
    await settings.evaluate(dropJars, null);
    await settings.close();
    await tab.bringToFront();
    await switchTo(browser, tab, 'Account 1');
    await untilServed(site, tab, 'Ann');
    await switchTo(browser, tab, 'Account 2');
    await untilServed(site, tab, 'Ben');
  });

  it('the server being away hinders no switch of cookies', async () => {
    const away = await startSubdomains('away.test');
    const there = await withTwoAccounts(browser, away, 'away.test', [ann, ben]);
    await away.stop();
    const popup = await browser.openPopup(there);
    await popup.press('button', 'Account 1');
    await untilIs('what the popup says', 'Now Account 1', () => popup.said());
    expect(await popup.accounts()).toEqual(['Account 1*', 'Account 2']);
    await popup.close();
  });

  it('a page with something unsaved cancels the switch, and is named', async () => {
    await tab.evaluate(keepUnsaved, null);
    await tab.click('Hello Ben');
    const popup = await browser.openPopup(tab);
    await popup.press('button', 'Account 1');
    await untilIs(
      'what the popup says',
      '“Ben’s notes” has something that is not saved, so nothing was switched. Save it or close its tab, then try again.',
      () => popup.said(),
    );
    expect(await popup.accounts()).toEqual(['Account 1', 'Account 2*']);
    await popup.close();
    expect(await tab.evaluate(() => document.body.dataset.typed, null)).toBe('still here');
    await tab.evaluate(saveAll, null);
    await switchTo(browser, tab, 'Account 1');
    await untilServed(site, tab, 'Ann');
  });

  it('a cookie that the browser refuses undoes the switch, and is named without its value', async () => {
    await browser.inBackground(spoilJars, 'c_script');
    const popup = await browser.openPopup(tab);
    await popup.press('button', 'Account 1');
    await untilIs(
      'what the popup says',
      'The browser refused the cookie “c_script”, so nothing was changed. Sign in to this account again.',
      () => popup.said(),
    );
    expect(await popup.accounts()).toEqual(['Account 1', 'Account 2*']);
    await popup.close();
    await tab.reload();
    await untilServed(site, tab, 'Ben');
  });

  it('the same switch, and another one, from two windows at once ends in one account', async () => {
    const other = await browser.open(site.url('/account', 'app.press.test'), { newWindow: true });
    await untilShows(other, 'Ben');
    const popup = await browser.openPopupPage(tab);
    const [first, second] = await popup.evaluate(readIds, null);
    const place = { siteId: 'press.test', storeId: ordinaryStore };
    const wish = (accountId: string | undefined) =>
      popup.evaluate(ask, { hatrack: 1, type: 'account.switch', input: { place, accountId } });
    for (const pair of [
      [first, first],
      [second, second],
      [first, second],
      [second, first],
    ]) {
      const replies = await Promise.all(pair.map(wish));
      for (const [index, reply] of replies.entries()) expect(reply).toContain(`{"id":"${pair[index]}"`);
    }
    await popup.close();
    // What stood behind the popup's page sleeps by now.
    for (const url of [site.url(), site.url('/account', 'app.press.test')])
      await untilServed(site, await browser.lookAt(url), 'Ann');
  });

  it('what Hatrack was not meant to be asked is refused with a code, and changes nothing', async () => {
    const place = { siteId: 'press.test', storeId: ordinaryStore };
    const popup = await browser.openPopupPage(tab);
    const fromOurPage = (message: unknown) => popup.evaluate(ask, message);
    const fromSite = (message: unknown) => browser.inBackground(askFromSite, { url: site.url(), message });
    const wishes: [string, (message: unknown) => Promise<string>, unknown][] = [
      ['message/forbidden', fromSite, { hatrack: 1, type: 'site.signOutAll', input: { place } }],
      ['message/forbidden', fromSite, { hatrack: 1, type: 'popup.view', input: { tabId: 1 } }],
      ['message/unknown', fromOurPage, { hatrack: 1, type: 'account.steal', input: {} }],
      ['message/unknown', fromOurPage, { hatrack: 1, type: '__proto__', input: {} }],
      [
        'message/malformed',
        fromOurPage,
        { hatrack: 1, type: 'account.switch', input: { place, accountId: 7 } },
      ],
      [
        'message/malformed',
        fromOurPage,
        { hatrack: 1, type: 'account.switch', input: { place, accountId: 'x', more: 1 } },
      ],
      [
        'account/unknown',
        fromOurPage,
        { hatrack: 1, type: 'account.switch', input: { place, accountId: 'nobody' } },
      ],
      [
        'site/unused',
        fromOurPage,
        { hatrack: 1, type: 'account.add', input: { place: { ...place, siteId: 'no.test' } } },
      ],
    ];
    for (const [code, send, message] of wishes)
      expect(await send(message), JSON.stringify(message)).toContain(code);
    expect(await popup.accounts()).toEqual(['Account 1', 'Account 2*']);
    await popup.close();
    await tab.reload();
    await untilServed(site, tab, 'Ben');
  });
});

// The functions below run in the browser.

declare const chrome: {
  runtime: { sendMessage(message: unknown): Promise<unknown> };
  tabs: { query(query: { url: string }): Promise<{ id: number }[]> };
  scripting: {
    executeScript(injection: object): Promise<{ result: string }[]>;
  };
};

function keepUnsaved(): void {
  document.body.dataset.typed = 'still here';
  window.onbeforeunload = () => 'Something is not saved';
}

function saveAll(): void {
  window.onbeforeunload = null;
}

function readIds(): string[] {
  return [...document.querySelectorAll<HTMLElement>('[data-row]')].map((row) => row.dataset.row ?? '');
}

async function ask(message: unknown): Promise<string> {
  return JSON.stringify(await chrome.runtime.sendMessage(message));
}

async function askFromSite({ url, message }: { url: string; message: unknown }): Promise<string> {
  const [tab] = await chrome.tabs.query({ url: `*://${new URL(url).hostname}/*` });
  const [answer] = await chrome.scripting.executeScript({
    target: { tabId: tab?.id },
    func: async (sent: unknown) => JSON.stringify(await chrome.runtime.sendMessage(sent)),
    args: [message],
  });
  return answer?.result ?? '';
}

/** Gives a cookie of this name, in every jar there is, a value that no browser takes. */
function spoilJars(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('hatrack');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const transaction = request.result.transaction('jars', 'readwrite');
      transaction.oncomplete = () => {
        request.result.close();
        resolve();
      };
      const cursor = transaction.objectStore('jars').openCursor();
      cursor.onsuccess = () => {
        if (cursor.result === null) return;
        const record = cursor.result.value as { jar: { cookies: { name: string; value: string }[] } };
        for (const cookie of record.jar.cookies) if (cookie.name === name) cookie.value = 'secret\r\nvalue';
        cursor.result.update(record);
        cursor.result.continue();
      };
    };
  });
}

function dropJars(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('hatrack');
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}
