import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import { startOidcApp } from '../sites/oidc-app';
import { startRolling } from '../sites/rolling';
import { startRotating } from '../sites/rotating';
import { ann, ben, type TestSite } from '../sites/site';
import { builds, switchTo, untilServed, untilShows, useHere, withTwoAccounts } from './steps';

/** Sign-ins that change all the time, or that are handed from one place to another. */

let browser: TestBrowser;

beforeEach(async () => {
  browser = await launchBrowser({ dist: builds.granted });
});
afterEach(() => browser.close());

describe('a session that every answer renews', () => {
  it('is whole after many switches, with pages that poll and hold a socket open', async () => {
    const site = await startRolling();
    const tab = await withTwoAccounts(browser, site, 'ticker.test', [ann, ben]);
    for (const [label, name] of turns(3)) {
      const before = site.spoken(name);
      await switchTo(browser, tab, label);
      await untilServed(site, tab, name);
      await until(`a socket of ${name}`, () => site.spoken(name) > before + 5);
    }
    expect(site.mixed()).toEqual([]);
    await site.stop();
  });
});

describe('a token that is good once', () => {
  it('is always the newest one that comes back', async () => {
    const site = await startRotating();
    const tab = await withTwoAccounts(browser, site, 'bank.test', [ann, ben]);
    for (const [label, name] of turns(4)) {
      const before = site.renewals(name);
      await switchTo(browser, tab, label);
      await untilServed(site, tab, name);
      await until(`renewals of ${name}`, () => site.renewals(name) > before + 3);
    }
    expect(site.stolen()).toEqual([]);
    await site.stop();
  });
});

describe('a sign-in by OpenID Connect, kept in sessionStorage', () => {
  let site: TestSite;
  let tab: SiteTab;

  beforeEach(async () => {
    site = await startOidcApp();
    tab = await browser.open(site.url());
    await signInAt('Ann');
    await (await useHere(browser, tab, 'localhost (all ports)')).close();
    const popup = await browser.openPopup(tab);
    await popup.press('button', 'Add account');
    await untilShows(tab, 'nobody');
    await popup.close();
    await signInAt('Ben');
    const list = await browser.openPopup(tab);
    await untilIs('the accounts', ['Account 1', 'Account 2*'], () => list.accounts());
    await list.close();
  });
  afterEach(() => site?.stop());

  async function signInAt(name: string): Promise<void> {
    await untilShows(tab, 'nobody');
    await tab.press('Sign in');
    await tab.fill('Enter any login', name);
    await tab.fill('and password', 'any');
    await tab.press('Sign-in');
    await untilServed(site, tab, name);
  }

  it('is switched with the provider’s own session', async () => {
    for (const [label, name] of turns(2)) {
      await switchTo(browser, tab, label);
      await untilServed(site, tab, name);
      await tab.reload();
      await untilServed(site, tab, name);
    }
  });

  it('comes back in a new tab when its own is gone', async () => {
    await switchTo(browser, tab, 'Account 1');
    await untilServed(site, tab, 'Ann');
    const other = await browser.open(site.url());
    await untilShows(other, 'nobody');
    await tab.close();
    await other.bringToFront();
    await switchTo(browser, other, 'Account 2');
    await untilServed(site, other, 'Ben');
  });
});

/** There and back, so many times; Ben is active at the start. */
function turns(count: number): [label: string, name: string][] {
  return Array.from({ length: count }, (): [string, string][] => [
    ['Account 1', 'Ann'],
    ['Account 2', 'Ben'],
  ]).flat();
}
