import { describe, expect, it } from 'vitest';
import { happens } from '../differences';
import type { Panel, SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { type Screen, startScreen } from '../driver/screen';
import { until, untilIs } from '../driver/until';
import { startBetterAuth } from '../sites/better-auth';
import { ann, ben, type TestSite } from '../sites/site';
import { beforeFirst } from './before-first';
import { addAccount, allowHere, builds, signIn, switchTo, untilServed } from './steps';

const siteName = 'localhost (all ports)';

/** What people install, on a screen: the browser's own prompt and its keyboard shortcuts, by real keys. */
describe('on a screen, without any permission at first', () => {
  let site: TestSite;
  let screen: Screen;
  let browser: TestBrowser;
  let tab: SiteTab;

  const begin = async () => {
    [site, screen] = await Promise.all([startBetterAuth(), startScreen()]);
    browser = await launchBrowser({ dist: builds.real, display: screen.display });
    tab = await browser.open(site.url());
    await signIn(tab, ann);
  };
  beforeFirst(begin, async () => {
    await browser.close();
    await Promise.all([screen.stop(), site.stop()]);
  });

  /** Where the browser asks again, the person says yes again. For one of several patterns alone no browser asks. */
  const allowAgain = async (popup: Panel) => {
    if (happens('a site that was allowed once is allowed without asking')) return;
    const isListed = () => popup.accounts().catch(() => null);
    await until('the prompt, or the list', async () => (await browser.isAsking()) || (await isListed()));
    if (await browser.isAsking()) await browser.acceptPrompt(screen, await screen.look());
  };

  it('asks once for the whole site, and goes on by itself when the person says yes', async () => {
    await allowHere(browser, screen, tab, siteName);
    expect(await browser.inBackground(hasOrigins, ['*://localhost/*', 'wss://localhost/*'])).toBe(true);
    const again = await browser.openPopup(tab);
    await untilIs('the accounts', ['Account 1*'], () => again.accounts());
    await again.close();
  });

  it('switches by the keys that the browser assigned', async () => {
    await addAccount(browser, tab, ben);
    await untilIs('the badge', '2', () => browser.badgeOf(tab));
    await tab.bringToFront();
    await screen.press('alt+shift+period');
    await untilServed(site, tab, 'Ann');
    await screen.press('alt+shift+comma');
    await untilServed(site, tab, 'Ben');
    await screen.press('alt+shift+1');
    await untilServed(site, tab, 'Ann');
    await untilIs('the badge', '1', () => browser.badgeOf(tab));
  });

  it('switches by a name in the address bar', async () => {
    await tab.bringToFront();
    await screen.press('ctrl+l');
    await screen.type('as account 2');
    await screen.press('Return');
    await untilServed(site, tab, 'Ben');
    await screen.press('ctrl+l');
    await screen.type('as 1');
    await screen.press('Return');
    await untilServed(site, tab, 'Ann');
  });

  it('does nothing by key on a site that it is not used on', async () => {
    const other = await startBetterAuth();
    const elsewhere = await browser.open(other.url('/', 'other.test'));
    await signIn(elsewhere, ann);
    await elsewhere.bringToFront();
    await screen.press('alt+shift+period', 'alt+shift+1');
    await tab.bringToFront();
    await screen.press('alt+shift+period');
    // The keys before were handled before this one.
    await untilServed(site, tab, 'Ben');
    await untilServed(other, elsewhere, 'Ann');
    expect(await browser.badgeOf(elsewhere)).toBe('');
    await elsewhere.close();
    await other.stop();
  });

  it('keeps the accounts when the permission is taken back, and has them again with it', async () => {
    await browser.revoke(['*://localhost/*']);
    const popup = await browser.openPopup(tab);
    await until('the way back', () => popup.has('button', `Use Hatrack on ${siteName}`));
    await popup.press('button', `Use Hatrack on ${siteName}`);
    await allowAgain(popup);
    await untilIs('the accounts', ['Account 1', 'Account 2*'], () => popup.accounts());
    await popup.press('button', 'Account 1');
    await untilServed(site, tab, 'Ann');
    await popup.close();
  });

  it('loses nobody when the permission is taken back in the middle of a switch', async () => {
    for (let turn = 0; turn < 5; turn++) {
      const popup = await browser.openPopup(tab);
      const [target] = (await untilListed(popup)).filter((label) => !label.endsWith('*'));
      await popup.press('button', target ?? '');
      await browser.revoke([
        turn % 2 === 1 && happens('WebSockets are granted apart') ? 'wss://localhost/*' : '*://localhost/*',
      ]);
      await until('the way back', () => popup.has('button', `Use Hatrack on ${siteName}`));
      await popup.press('button', `Use Hatrack on ${siteName}`);
      await allowAgain(popup);
      expect((await untilListed(popup)).map((label) => label.replace('*', ''))).toEqual([
        'Account 1',
        'Account 2',
      ]);
      await popup.close();
    }
    await switchTo(browser, tab, 'Account 1');
    await untilServed(site, tab, 'Ann');
    await switchTo(browser, tab, 'Account 2');
    await untilServed(site, tab, 'Ben');
  });
});

function untilListed(popup: Panel): Promise<string[]> {
  return until('the list of accounts', () => popup.accounts());
}

declare const chrome: { permissions: { contains(wanted: { origins: string[] }): Promise<boolean> } };

function hasOrigins(origins: string[]): Promise<boolean> {
  return chrome.permissions.contains({ origins });
}
