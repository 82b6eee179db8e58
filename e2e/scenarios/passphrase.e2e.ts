import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Panel, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import { startExpressSession } from '../sites/express-session';
import { ann, ben, type TestSite } from '../sites/site';
import { builds, switchTo, untilServed, withTwoAccounts } from './steps';

const passphrase = 'four words and a number 7';

describe('with a passphrase', () => {
  let site: TestSite;
  let browser: TestBrowser;

  beforeEach(async () => {
    site = await startExpressSession();
    browser = await launchBrowser({ dist: builds.granted });
  });
  afterEach(async () => {
    await browser.close();
    await site.stop();
  });

  it('no sign-in can be read on disk, and after a quit nobody is switched until it is typed', async () => {
    let tab = await withTwoAccounts(browser, site, 'shop.test', [ann, ben]);
    const bens = await browser.inBackground(liveValues, null);
    await switchTo(browser, tab, 'Account 1');
    await untilServed(site, tab, 'Ann');
    const values = [...bens, ...(await browser.inBackground(liveValues, null))];
    const readable = async () => {
      const stored = await browser.inBackground(everything, null);
      return values.filter((value) => stored.includes(value));
    };
    expect(await readable()).not.toEqual([]);

    const settings = await browser.openSettings('#data');
    await settings.press('button', 'Set passphrase');
    await typeTwice(settings);
    await untilSays(settings, 'The passphrase is set.');
    expect(await readable()).toEqual([]);
    await settings.close();
    await switchTo(browser, tab, 'Account 2');
    await untilServed(site, tab, 'Ben');
    expect(await readable()).toEqual([]);

    await browser.quitAndRestart();
    tab = await browser.open(site.url());
    const popup = await browser.openPopup(tab);
    await untilIs('what has the focus', 'Passphrase', () => popup.focused());
    await popup.type('four words and a number 8');
    await popup.keys('Enter');
    await untilSays(popup, 'This is not the passphrase. Type it again.');
    // What was typed is selected.
    await popup.type(passphrase);
    await popup.keys('Enter');
    await untilIs('the accounts', ['Account 1', 'Account 2*'], () => popup.accounts());
    await popup.close();
    await switchTo(browser, tab, 'Account 1');
    await untilServed(site, tab, 'Ann');

    const again = await browser.openSettings('#data');
    await again.press('button', 'Lock now');
    await until('the way to unlock', () => again.has('button', 'Unlock'));
    await again.close();
    const locked = await browser.openPopup(tab);
    await until('the way to unlock', () => locked.has('button', 'Unlock'));
    expect(await locked.has('list', 'Accounts')).toBe(false);
    await locked.close();
  });
});

async function typeTwice(panel: Panel): Promise<void> {
  await panel.type(passphrase);
  await panel.keys('Tab');
  await panel.type(passphrase);
  await panel.keys('Enter');
}

async function untilSays(panel: Panel, words: string): Promise<void> {
  await until(`"${words}"`, async () => (await panel.said()).includes(words));
}

declare const chrome: {
  cookies: { getAll(query: { domain: string }): Promise<{ value: string }[]> };
  storage: { local: { get(key: null): Promise<Record<string, unknown>> } };
};

async function liveValues(): Promise<string[]> {
  return (await chrome.cookies.getAll({ domain: 'shop.test' })).map(({ value }) => value);
}

/** All that Hatrack has on disk, as text. */
async function everything(): Promise<string> {
  const request = indexedDB.open('hatrack');
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  const jars = request.result.transaction('jars').objectStore('jars').getAll();
  await new Promise((resolve) => {
    jars.onsuccess = resolve;
  });
  request.result.close();
  return JSON.stringify([jars.result, await chrome.storage.local.get(null)]);
}
