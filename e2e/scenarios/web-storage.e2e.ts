import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { happens } from '../differences';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import { ann, ben } from '../sites/site';
import { type Keeping, startTokenApp, type TokenApp } from '../sites/token-app';
import {
  builds,
  signIn,
  switchTo,
  untilServed,
  untilShows,
  untilStored,
  useHere,
  withTwoAccounts,
} from './steps';

const keep = ['button', 'Keep this as an account'] as const;
const siteName = 'localhost (all ports)';

/** Sites that set no cookie at all: who is signed in is kept by the page. */
describe.each<Keeping>(['local', 'session', 'database', 'all'])('a sign-in kept in %s storage', (keeping) => {
  let site: TokenApp;
  let browser: TestBrowser;
  let tab: SiteTab;

  beforeEach(async () => {
    site = await startTokenApp(keeping);
    browser = await launchBrowser({ dist: builds.granted });
    tab = await browser.open(site.url());
    await signIn(tab, ann);
    const popup = await browser.openPopup(tab);
    await popup.press('button', `Use Hatrack on ${siteName}`);
    await kept(['Account 1*'], popup);
    await popup.press('button', 'Add account');
    await untilShows(tab, 'nobody');
    await popup.close();
    await signIn(tab, ben);
    const again = await browser.openPopup(tab);
    await kept(['Account 1', 'Account 2*'], again);
    await again.close();
  });
  afterEach(async () => {
    await browser.close();
    await site.stop();
  });

  it('switches there and back, and nothing of one is found under the other', async () => {
    for (const [label, name, other] of [
      ['Account 1', 'Ann', 'Ben'],
      ['Account 2', 'Ben', 'Ann'],
      ['Account 1', 'Ann', 'Ben'],
    ] as const) {
      await switchTo(browser, tab, label);
      await untilServed(site, tab, name);
      const keys = () => tab.evaluate(() => Object.keys(localStorage), null);
      await until('what the page writes', async () => (await keys()).includes(`last seen ${name}`));
      expect(await keys()).not.toContain(`last seen ${other}`);
    }
    expect(site.mixed()).toEqual([]);
  });

  async function kept(rows: string[], popup: Awaited<ReturnType<TestBrowser['openPopup']>>): Promise<void> {
    const isThere = async () => (await popup.accounts()).length === rows.length;
    await until('the accounts, or a question', async () => {
      // It goes by itself when it becomes known meanwhile who it is.
      return (await isThere()) || popup.pressIfThere(...keep);
    });
    await untilIs('the accounts', rows, () => popup.accounts());
  }
});

describe('somebody who signs in over the active account, in the site’s own form', () => {
  it('becomes an account of their own, and nobody is lost', async () => {
    const site = await startTokenApp('local');
    const browser = await launchBrowser({ dist: builds.granted });
    onTestFinished(async () => {
      await browser.close();
      await site.stop();
    });
    const tab = await browser.open(site.url());
    await signIn(tab, ann);
    await (await useHere(browser, tab, siteName)).close();
    // What the site's own "Sign out" would do; the page of Ann writes no more.
    await tab.evaluate(() => location.replace('/robots.txt'), null);
    await until('another page', async () => (await tab.text()).includes('User-agent'));
    await tab.evaluate(() => localStorage.clear(), null);
    await tab.goto(site.url());
    await signIn(tab, ben);
    const popup = await browser.openPopup(tab);
    await popup.press('button', 'Add account');
    await untilShows(tab, 'nobody');
    await untilIs('the accounts', ['Account 1', 'Account 2'], () => popup.accounts());
    await popup.close();
    await switchTo(browser, tab, 'Account 1');
    await untilServed(site, tab, 'Ann');
    await switchTo(browser, tab, 'Account 2');
    await untilServed(site, tab, 'Ben');
  });
});

describe('a store that cannot be put away', () => {
  let site: TokenApp;
  let browser: TestBrowser;
  let tab: SiteTab;

  beforeEach(async () => {
    site = await startTokenApp('local');
    browser = await launchBrowser({ dist: builds.granted, unused: true });
    tab = await withTwoAccounts(browser, site, siteName, [ann, ben]);
  });
  afterEach(async () => {
    await browser.close();
    await site.stop();
  });

  it.skipIf(happens('certificates cannot be put away'))('is switched where it can be', async () => {
    await tab.evaluate(store, 'certificate');
    await switchTo(browser, tab, 'Account 1');
    await untilServed(site, tab, 'Ann');
    expect(await tab.evaluate(read, null)).toBe('nothing');
    await switchTo(browser, tab, 'Account 2');
    await untilServed(site, tab, 'Ben');
    expect(await tab.evaluate(read, null)).toBe('[object RTCCertificate]');
  });

  it.each([
    ...(happens('certificates cannot be put away')
      ? ([['certificate', '[object RTCCertificate]']] as const)
      : []),
    ['folder', '[object FileSystemDirectoryHandle]'],
  ] as const)(
    'is told of (%s) with nothing changed, until its person chooses what becomes of it',
    async (kind, found) => {
      await tab.evaluate(store, kind);
      const popup = await browser.openPopup(tab);
      await popup.press('button', 'Account 1');
      await until('an error', async () => (await popup.said()).includes('something that cannot be put away'));
      expect(await popup.accounts()).toEqual(['Account 1', 'Account 2*']);
      await popup.close();
      await untilServed(site, tab, 'Ben');
      const settings = await browser.openSettings();
      await settings.unfold('What each account has of its own');
      await settings.choose('Databases (IndexedDB)', 'The same for all accounts');
      await untilStored(settings, '"databases":"shared"');
      await settings.close();
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      expect(await tab.evaluate(read, null)).toBe(found);
    },
  );
});

/** A certificate is something that no worker knows; the handle of a folder can be stored at its own origin alone. */
async function store(kind: 'certificate' | 'folder'): Promise<void> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const value =
    kind === 'folder'
      ? await navigator.storage.getDirectory()
      : await RTCPeerConnection.generateCertificate(algorithm);
  const request = indexedDB.open('odd', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('things');
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  const transaction = request.result.transaction('things', 'readwrite');
  transaction.objectStore('things').put(value, 'mine');
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  request.result.close();
}

async function read(): Promise<string> {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  if (!names.includes('odd')) return 'nothing';
  const request = indexedDB.open('odd');
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  const got = request.result.transaction('things').objectStore('things').get('mine');
  await new Promise((resolve) => {
    got.onsuccess = resolve;
  });
  request.result.close();
  return Object.prototype.toString.call(got.result);
}
