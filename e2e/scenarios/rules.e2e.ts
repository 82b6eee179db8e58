import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import { startExpressSession } from '../sites/express-session';
import { ann, ben, type TestSite } from '../sites/site';
import { builds, switchTo, untilServed, withTwoAccounts } from './steps';

/** Addresses that are for one account: in the server's view, whose page came. */
describe('an address that is always for one account', () => {
  let site: TestSite;
  let browser: TestBrowser;
  let tab: SiteTab;

  beforeAll(async () => {
    [site, browser] = await Promise.all([startExpressSession(), launchBrowser({ dist: builds.granted })]);
    tab = await withTwoAccounts(browser, site, 'shop.test', [ann, ben]);
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  const comeBack = async () => {
    await tab.goto(site.url('/'));
    await untilServed(site, tab, 'Ben');
    await tab.goto(site.url('/team'));
  };
  const removal = () => `Remove ${new URL(site.url('/team')).host}/team/*`;
  const untilBadge = (text: string) => untilIs('the badge', text, () => browser.badgeOf(tab));

  it('asks who is to be there, once', async () => {
    await tab.goto(site.url('/team'));
    const popup = await browser.openPopup(tab);
    await popup.press('button', 'More for Account 1');
    await popup.press('menuitem', 'Details');
    await popup.press('button', 'Add');
    await until('the address', () => popup.has('button', removal()));
    await popup.close();

    await comeBack();
    await untilServed(site, tab, 'Ben');
    await untilBadge('?');
    const asking = await browser.openPopup(tab);
    await asking.press('button', 'Not now');
    await until('no question', async () => !(await asking.has('button', 'Switch to Account 1')));
    await asking.close();
    await untilBadge('2');
    await tab.reload();
    await untilServed(site, tab, 'Ben');
    await untilBadge('2');
  });

  it('is theirs by one press', async () => {
    await comeBack();
    await untilBadge('?');
    const popup = await browser.openPopup(tab);
    await popup.press('button', 'Switch to Account 1');
    await untilServed(site, tab, 'Ann');
    await untilIs('what is said', 'Now Account 1', () => popup.said());
    expect(await popup.has('button', 'Switch to Account 1')).toBe(false);
    await popup.close();
    await untilBadge('1');
  });

  it('is theirs without a question where its person said so, and whoever is chosen there afterwards stays', async () => {
    const popup = await browser.openPopup(tab);
    await popup.press('button', 'More for Account 1');
    await popup.press('menuitem', 'Details');
    await popup.press('button', removal());
    await until('no address', async () => !(await popup.has('button', removal())));
    await popup.press('checkbox', 'Switch without asking');
    await popup.press('button', 'Add');
    await until('the address', () => popup.has('button', removal()));
    await popup.close();

    await switchTo(browser, tab, 'Account 2');
    await comeBack();
    await untilServed(site, tab, 'Ann');
    await untilBadge('1');

    await switchTo(browser, tab, 'Account 2');
    await untilServed(site, tab, 'Ben');
    await tab.reload();
    await untilServed(site, tab, 'Ben');
    await untilBadge('2');
  });
});
