import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { happens } from '../differences';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import { ann, ben } from '../sites/site';
import { startTokenApp, type TokenApp } from '../sites/token-app';
import { builds, signIn, switchTo, untilServed, untilShows, withTwoAccounts } from './steps';

/** The first that Firefox comes with: "Personal". */
const container = 1;

/** A sign-in in localStorage and a database, in ordinary tabs and in those of a container. */
describe.runIf(happens('tabs in containers'))(
  'a site in a container beside the same in ordinary tabs',
  () => {
    let site: TokenApp;
    let browser: TestBrowser;
    let ordinary: SiteTab;
    let contained: SiteTab;

    beforeEach(async () => {
      [site, browser] = await Promise.all([
        startTokenApp('lasting'),
        launchBrowser({ dist: builds.granted }),
      ]);
      ordinary = await withTwoAccounts(browser, site, 'localhost (all ports)', [ann, ben]);
      contained = await browser.open(site.url('/contained'), { container });
      await untilShows(contained, 'nobody');
    });
    afterEach(async () => {
      await browser.close();
      await site.stop();
    });

    it('has an active account of its own, and neither touches the other', async () => {
      const popup = await browser.openPopup(contained);
      await untilIs('the accounts', ['Account 1', 'Account 2'], () => popup.accounts());
      await popup.press('button', 'Account 1');
      await untilServed(site, contained, 'Ann');
      await untilIs('the accounts', ['Account 1*', 'Account 2'], () => popup.accounts());
      await popup.close();

      await ordinary.reload();
      await untilServed(site, ordinary, 'Ben');
      const other = await browser.openPopup(ordinary);
      await other.press('button', 'Account 1');
      await until('an error', async () =>
        (await other.said()).startsWith('“Account 1” is active in the tabs'),
      );
      await other.close();
      await ordinary.reload();
      await untilServed(site, ordinary, 'Ben');
      expect(site.mixed()).toEqual([]);
    });

    it('switches what an origin keeps there that no tab of the container shows', async () => {
      const other = await startTokenApp('lasting');
      const elsewhere = await browser.open(other.url(), { container });
      await signIn(elsewhere, ben);
      await elsewhere.close();
      await signIn(contained, ben);
      const popup = await browser.openPopup(contained);
      await untilIs('the accounts', ['Account 1', 'Account 2', 'Account 3*'], () => popup.accounts());
      await popup.press('button', 'Account 1');
      await untilServed(site, contained, 'Ann');
      await popup.close();
      const again = await browser.open(other.url(), { container });
      await untilShows(again, 'nobody');
      await again.close();
      await switchTo(browser, contained, 'Account 3');
      await untilServed(site, contained, 'Ben');
      await untilShows(await browser.open(other.url(), { container }), 'Ben');
      const isOurs = ({ url }: { url: string }) => url.startsWith('moz-extension:');
      await until('no tab of ours', async () => !(await browser.tabs()).some(isOurs), 60_000);
      await ordinary.reload();
      await untilServed(site, ordinary, 'Ben');
      await other.stop();
    });
  },
);
