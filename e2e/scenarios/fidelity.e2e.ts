import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchChromium } from '../driver/chromium';
import { until } from '../driver/until';
import { startAppShell } from '../sites/app-shell';
import { type CookieSite, startEveryCookie } from '../sites/every-cookie';
import { ann, ben, type TestSite } from '../sites/site';
import { addAccount, builds, signIn, switchTo, untilServed, useHere } from './steps';

/** What a server sees after a switch there and back is, to the byte, what it saw before. */
describe('a site with every kind of cookie, and as many as there can be', () => {
  let site: CookieSite;
  let browser: TestBrowser;
  let tab: SiteTab;

  beforeAll(async () => {
    [site, browser] = await Promise.all([startEveryCookie(), launchChromium({ dist: builds.granted })]);
    tab = await browser.open(site.url());
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  it('gets each person’s cookies back in full and in order', async () => {
    await signIn(tab, ann);
    const anns = site.lastHeader();
    expect(anns.split('; ')).toHaveLength(178);
    await (await useHere(browser, tab, 'localhost (all ports)')).close();
    await addAccount(browser, tab, ben);
    const bens = site.lastHeader();
    for (let turn = 0; turn < 3; turn++) {
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      expect(site.lastHeader()).toBe(anns);
      await switchTo(browser, tab, 'Account 2');
      await untilServed(site, tab, 'Ben');
      expect(site.lastHeader()).toBe(bens);
    }
  });
});

describe('a site whose service worker keeps the page of whoever was signed in', () => {
  let site: TestSite;
  let browser: TestBrowser;

  beforeAll(async () => {
    [site, browser] = await Promise.all([startAppShell(), launchChromium({ dist: builds.granted })]);
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  it('shows each account its own, also at an address that no tab shows', async () => {
    const tab = await browser.open(site.url());
    await signIn(tab, ann);
    await until('the shell to be kept', () => tab.evaluate(hasShell, null));
    await (await useHere(browser, tab, 'localhost (all ports)')).close();
    await addAccount(browser, tab, ben);
    await until('the shell to be kept', () => tab.evaluate(hasShell, null));
    await switchTo(browser, tab, 'Account 1');
    await untilServed(site, tab, 'Ann');
    await until('the shell to be kept', () => tab.evaluate(hasShell, null));
    // Another port is another origin of the same site.
    const other = await startAppShell();
    await tab.goto(other.url());
    await untilServed(other, tab, 'Ann');
    await switchTo(browser, tab, 'Account 2');
    await untilServed(other, tab, 'Ben');
    await tab.goto(site.url());
    await untilServed(site, tab, 'Ben');
    await other.stop();
  });
});

async function hasShell(): Promise<boolean> {
  return (
    navigator.serviceWorker.controller !== null &&
    (await caches.match('/', { ignoreSearch: true })) !== undefined
  );
}
