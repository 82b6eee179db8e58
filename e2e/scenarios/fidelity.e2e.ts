import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchChromium } from '../driver/chromium';
import { type CookieSite, startEveryCookie } from '../sites/every-cookie';
import { ann, ben } from '../sites/site';
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
