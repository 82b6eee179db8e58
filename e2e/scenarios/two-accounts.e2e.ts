import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { untilIs } from '../driver/until';
import { startBetterAuth } from '../sites/better-auth';
import { startExpressSession } from '../sites/express-session';
import { ann, ben, type TestSite } from '../sites/site';
import { startSubdomains } from '../sites/subdomains';
import { beforeFirst } from './before-first';
import {
  addAccount,
  builds,
  signIn,
  switchTo,
  untilServed,
  untilShows,
  useHere,
  withTwoAccounts,
} from './steps';

/** The product in one go, on three kinds of site. */
const sites: [string, () => Promise<TestSite>, string, turns: number][] = [
  ['a better-auth site on localhost', () => startBetterAuth(), 'localhost (all ports)', 10],
  ['an express-session site', () => startExpressSession(), 'shop.test', 2],
  ['a site with cookies on a domain and two hosts', () => startSubdomains(), 'press.test', 2],
];

describe.each(sites)('%s', (_, start, siteName, turns) => {
  let site: TestSite;
  let browser: TestBrowser;

  const begin = async () => {
    [site, browser] = await Promise.all([start(), launchBrowser({ dist: builds.granted })]);
  };
  beforeFirst(begin, async () => {
    await browser.close();
    await site.stop();
  });

  it('keeps two people signed in, and each click makes the site theirs', async () => {
    const tab = await browser.open(site.url());
    await signIn(tab, ann);
    const first = await useHere(browser, tab, siteName);
    expect(await first.heading()).toBe(siteName);
    await untilIs('the accounts', ['Account 1*'], () => first.accounts());
    await first.close();

    await addAccount(browser, tab, ben);
    const second = await browser.openPopup(tab);
    await untilIs('the accounts', ['Account 1', 'Account 2*'], () => second.accounts());
    await second.press('button', 'Account 1');
    await untilServed(site, tab, 'Ann');
    await untilIs('the accounts', ['Account 1*', 'Account 2'], () => second.accounts());
    await untilIs('what the popup says', 'Now Account 1', () => second.said());
    await second.press('button', 'Account 2');
    await untilServed(site, tab, 'Ben');
    await second.close();
  });

  it(`bears ${2 * turns} switches in a row`, async () => {
    const tab = await browser.open(site.url());
    const popup = await browser.openPopupPage(tab);
    for (let turn = 0; turn < turns; turn++) {
      for (const [label, name] of [
        ['Account 1', 'Ann'],
        ['Account 2', 'Ben'],
      ] as const) {
        await popup.press('button', label);
        await untilIs('what the popup says', `Now ${label}`, () => popup.said());
        await untilServed(site, tab, name);
      }
    }
    await popup.close();
  });

  it('lets a session that ended on the server be seen as what it is, and loses nothing', async () => {
    const tab = await browser.open(site.url());
    await site.endSessions('Ann');
    await switchTo(browser, tab, 'Account 1');
    await untilServed(site, tab, 'nobody');
    await switchTo(browser, tab, 'Account 2');
    await untilServed(site, tab, 'Ben');
    const popup = await browser.openPopup(tab);
    expect(await popup.accounts()).toEqual(['Account 1', 'Account 2*']);
    await popup.close();
  });
});

describe('two windows on two hosts of one site', () => {
  let site: TestSite;
  let browser: TestBrowser;

  beforeEach(async () => {
    [site, browser] = await Promise.all([startSubdomains(), launchBrowser({ dist: builds.granted })]);
  });
  afterEach(async () => {
    await browser.close();
    await site.stop();
  });

  it('become the other account together, and a tab behind does when it is looked at', async () => {
    const www = await withTwoAccounts(browser, site, 'press.test', [ann, ben]);
    const behind = site.url('/account/behind', 'app.press.test');
    await browser.open(behind);
    const app = await browser.open(site.url('/account', 'app.press.test'), { newWindow: true });
    await untilShows(app, 'Ben');
    await switchTo(browser, www, 'Account 1');
    await untilShows(app, 'Ann');
    await untilShows(www, 'Ann');
    // A tab that is put to sleep is woken at once by the tool that drives the browser, so only what it shows can be told.
    await untilShows(await browser.lookAt(behind), 'Ann');
  });
});
