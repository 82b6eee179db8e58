import { afterEach, beforeEach, describe, it } from 'vitest';
import { happens } from '../differences';
import type { TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { type Screen, startScreen } from '../driver/screen';
import { until, untilIs } from '../driver/until';
import { startExpressSession } from '../sites/express-session';
import { ann, ben, type TestSite } from '../sites/site';
import { builds, switchTo, untilServed, withTwoAccounts } from './steps';

/** With a window: only then does a quit drop session cookies (measured). */
describe('a browser that is quit and started again', () => {
  let site: TestSite;
  let screen: Screen;
  let browser: TestBrowser;

  beforeEach(async () => {
    [site, screen] = await Promise.all([startExpressSession(), startScreen()]);
    browser = await launchBrowser({ dist: builds.granted, display: screen.display });
  });
  afterEach(async () => {
    await browser.close();
    await Promise.all([screen.stop(), site.stop()]);
  });

  it.each(happens('extensions of a driven browser hear of its start') ? ['after', 'before'] : ['after'])(
    'still has everybody signed in, though the site’s cookies were for the session, where its page comes %s that is put right',
    async (order) => {
      let tab = await withTwoAccounts(browser, site, 'shop.test', [ann, ben]);
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      await browser.quitAndRestart();
      tab = await browser.open(order === 'before' ? site.url() : 'about:blank');
      await until('the first worker to have put things right', () => browser.inBackground(isStarted, null));
      if (order === 'after') await tab.goto(site.url());
      await untilServed(site, tab, 'Ann');
      const popup = await browser.openPopup(tab);
      await untilIs('the accounts', ['Account 1*', 'Account 2'], () => popup.accounts());
      await popup.close();
      await switchTo(browser, tab, 'Account 2');
      await untilServed(site, tab, 'Ben');
    },
  );
});

/** On a Mac, say; also where it stays for what runs in the background. */
describe.runIf(happens('a browser goes on without a window'))('a browser whose last window is closed', () => {
  let site: TestSite;
  let browser: TestBrowser;

  beforeEach(async () => {
    [site, browser] = await Promise.all([startExpressSession(), launchBrowser({ dist: builds.granted })]);
  });
  afterEach(async () => {
    await browser.close();
    await site.stop();
  });

  it.each(['lives', 'dies'])(
    'still has everybody signed in, whether the worker lives or dies: it %s',
    async (worker) => {
      let tab = await withTwoAccounts(browser, site, 'shop.test', [ann, ben]);
      await tab.close();
      await untilIs('how many cookies there are', 0, () => browser.inBackground(countCookies, null));
      await until('that to be noticed', () => browser.inBackground(isWindowless, null));
      if (worker === 'dies') await browser.killWorker();
      tab = await browser.open(site.url());
      await untilServed(site, tab, 'Ben');
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      await switchTo(browser, tab, 'Account 2');
      await untilServed(site, tab, 'Ben');
    },
  );
});

declare const chrome: {
  cookies: { getAll(filter: object): Promise<unknown[]> };
  storage: { session: { get(key: string): Promise<{ started?: number | 'windowless' }> } };
};

async function isStarted(): Promise<boolean> {
  return (await chrome.storage.session.get('started')).started !== undefined;
}

async function isWindowless(): Promise<boolean> {
  return (await chrome.storage.session.get('started')).started === 'windowless';
}

async function countCookies(): Promise<number> {
  return (await chrome.cookies.getAll({})).length;
}
