import { describe, expect, it } from 'vitest';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import { startExpressSession } from '../sites/express-session';
import { ann, ben, type TestSite } from '../sites/site';
import { beforeFirst } from './before-first';
import { grantedAlone, type OwnBuild } from './granted-alone';
import { builds, switchTo, untilServed, withTwoAccounts } from './steps';

/** Addresses that are for one account: in the server's view, whose page came. */
describe('an address that is always for one account', () => {
  let site: TestSite;
  let browser: TestBrowser;
  let tab: SiteTab;

  const begin = async () => {
    [site, browser] = await Promise.all([startExpressSession(), launchBrowser({ dist: builds.granted })]);
    tab = await withTwoAccounts(browser, site, 'shop.test', [ann, ben]);
  };
  beforeFirst(begin, async () => {
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
    await asksNothing(browser, tab, 'Switch to Account 1');
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

/** The other site is one that Hatrack may not reach, as most are. */
describe('a link from another site', () => {
  let site: TestSite;
  let build: OwnBuild;
  let browser: TestBrowser;
  let tab: SiteTab;

  const begin = async () => {
    [site, build] = await Promise.all([startExpressSession(), grantedAlone('shop.test')]);
    browser = await launchBrowser({ dist: build.dist, unused: true });
    tab = await withTwoAccounts(browser, site, 'shop.test', [ann, ben]);
  };
  beforeFirst(begin, async () => {
    await browser.close();
    await Promise.all([site.stop(), build.remove()]);
  });

  const untilBadge = (text: string) => untilIs('the badge', text, () => browser.badgeOf(tab));
  const follow = async (name: string, from = site.url('/', 'other.test')) => {
    await tab.goto(from);
    await tab.evaluate(clickLink, site.url('/team'));
    await untilIs('the page', site.url('/team'), () => tab.evaluate(address, null));
    await untilServed(site, tab, name);
  };

  it('is no question until its person wants to be asked', async () => {
    await follow('Ben');
    await untilBadge('2');
    const settings = await browser.openSettings();
    await settings.press('switch', 'Ask which account when a link from another site is followed');
    await untilIs('the switch', true, () => settings.evaluate(isOn, null));
    await settings.close();
    await tab.bringToFront();
    await tab.reload();
    await untilServed(site, tab, 'Ben');
    await untilBadge('2');
  });

  it('is asked about on the button, and in the popup, once', async () => {
    await follow('Ben');
    await untilBadge('?');
    const popup = await browser.openPopup(tab);
    await popup.press('button', 'Stay as Account 2');
    await until('no question', async () => !(await popup.has('button', 'Stay as Account 2')));
    await popup.close();
    await untilBadge('2');
    await tab.reload();
    await untilServed(site, tab, 'Ben');
    await asksNothing(browser, tab, 'Stay as Account 2');
    await follow('Ben', site.url('/'));
    await untilBadge('2');
  });

  it('is for whoever is picked', async () => {
    await follow('Ben');
    await untilBadge('?');
    const popup = await browser.openPopup(tab);
    await until('the question', () => popup.has('button', 'Stay as Account 2'));
    await popup.press('button', 'Account 1');
    await untilServed(site, tab, 'Ann');
    await untilIs('what is said', 'Now Account 1', () => popup.said());
    expect(await popup.accounts()).toEqual(['Account 1*', 'Account 2']);
    expect(await popup.has('button', 'Stay as Account 1')).toBe(false);
    await popup.close();
    await untilBadge('1');
    await tab.goto(site.url('/team'));
    await untilServed(site, tab, 'Ann');
    await untilBadge('1');
  });
});

/** Ben is there, and the popup has no question with this answer. */
async function asksNothing(browser: TestBrowser, tab: SiteTab, answer: string): Promise<void> {
  const popup = await browser.openPopup(tab);
  await untilIs('the accounts', ['Account 1', 'Account 2*'], () => popup.accounts());
  expect(await popup.has('button', answer)).toBe(false);
  await popup.close();
}

// The functions below run in the browser.

function clickLink(url: string): void {
  const link = Object.assign(document.createElement('a'), { href: url, textContent: 'Team' });
  document.body.append(link);
  link.click();
}

function address(): string {
  return location.href;
}

function isOn(): boolean {
  const control = document.querySelector('[role="switch"][aria-label^="Ask which account"]');
  return control?.ariaChecked === 'true';
}
