import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { happens } from '../differences';
import type { Panel, SiteTab, TestBrowser } from '../driver/browser';
import { isFirefox, launchBrowser } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import { startExpressSession } from '../sites/express-session';
import { ann, ben, type TestSite } from '../sites/site';
import { builds, signIn, signOutOfAll, untilServed, untilShows, untilStored, withTwoAccounts } from './steps';

/** Everything that the popup offers, on a site with Ann and Ben. */
describe('the popup', () => {
  let site: TestSite;
  let browser: TestBrowser;
  let tab: SiteTab;
  let popup: Panel;

  beforeEach(async () => {
    [site, browser] = await Promise.all([startExpressSession(), launchBrowser({ dist: builds.granted })]);
    tab = await withTwoAccounts(browser, site, 'shop.test', [ann, ben]);
    popup = await browser.openPopup(tab);
  });
  afterEach(async () => {
    await browser.close();
    await site.stop();
  });

  const untilListed = (...labels: string[]) => untilIs('the accounts', labels, () => popup.accounts());
  /** What it says comes when an action is over: until then it lets go of keys. */
  const untilSaid = (sentence: string) => untilIs('what the popup says', sentence, () => popup.said());
  const menu = async (label: string, item: string) => {
    await popup.press('button', `More for ${label}`);
    await popup.press('menuitem', item);
  };

  it('renames, and the badge has the new initial', async () => {
    await menu('Account 2', 'Rename');
    await popup.type('Work');
    await popup.keys('Enter');
    await untilListed('Account 1', 'Work*');
    await untilIs('the badge', 'W', () => browser.badgeOf(tab));
    await menu('Account 1', 'Rename');
    await popup.type('Work');
    await popup.keys('Enter');
    await untilListed('Work 2', 'Work*');
  });

  it('signs out of the one that is not active, and takes that back', async () => {
    await menu('Account 1', 'Sign out');
    await untilListed('Account 2*');
    await until('what the popup says', async () =>
      /^Signed out of Account 1 here\. .* may live on/.test(await popup.said()),
    );
    await untilServed(site, tab, 'Ben');
    await popup.press('button', 'Undo');
    await untilListed('Account 1', 'Account 2*');
    await popup.press('button', 'Account 1');
    await untilServed(site, tab, 'Ann');
  });

  it('signs out of the active one, and goes to the next', async () => {
    await menu('Account 2', 'Sign out');
    await untilListed('Account 1*');
    await untilServed(site, tab, 'Ann');
    await untilIs('the badge', '1', () => browser.badgeOf(tab));
    await popup.press('button', 'Undo');
    await untilListed('Account 1', 'Account 2*');
    await untilServed(site, tab, 'Ben');
  });

  it('signs out of all after asking once, and the next sign-in starts the list anew', async () => {
    await popup.press('button', 'Sign out of all accounts');
    await untilIs('what has the focus', 'Cancel', () => popup.focused());
    await popup.keys('Enter');
    await untilListed('Account 1', 'Account 2*');
    await signOutOfAll(popup);
    await untilListed();
    await untilServed(site, tab, 'nobody');
    await untilIs('the badge', '', () => browser.badgeOf(tab));
    await popup.close();
    await signIn(tab, ben);
    popup = await browser.openPopup(tab);
    await untilListed('Account 1*');
  });

  it('leaves no trace of an account that nobody signed in to', async () => {
    await popup.press('button', 'Add account');
    await untilShows(tab, 'nobody');
    await popup.press('button', 'Back to Account 2');
    await untilListed('Account 1', 'Account 2*');
    await untilServed(site, tab, 'Ben');
    await popup.press('button', 'Add account');
    await untilShows(tab, 'nobody');
    // The page can be there before the popup has heard of it; till then its rows cannot be pressed.
    await until('the way back', () => popup.has('button', 'Back to Account 2'));
    await popup.press('button', 'Account 1');
    await untilListed('Account 1*', 'Account 2');
    await untilServed(site, tab, 'Ann');
  });

  it('moves an account, and the keys count as the list does', async () => {
    await menu('Account 2', 'Move up');
    await untilListed('Account 2*', 'Account 1');
    await untilSaid('Account 2 is now number 1 of 2');
    await popup.keys('2');
    await untilServed(site, tab, 'Ann');
    await untilListed('Account 2', 'Account 1*');
  });

  it('moves an account that is dragged with the mouse, and switches to nobody by it', async () => {
    await popup.drag('Account 1', 'Account 2');
    await untilListed('Account 2*', 'Account 1');
    await untilSaid('Account 1 is now number 2 of 2');
    await popup.drag('Account 1', 'Account 2');
    await untilListed('Account 1', 'Account 2*');
    await untilSaid('Account 1 is now number 1 of 2');
    expect(site.lastVisitor()).toBe('Ben');
    await popup.press('button', 'Account 1');
    await untilServed(site, tab, 'Ann');
  });

  it('keeps its hands off a site on which it is turned off, and takes it up again where it was', async () => {
    await popup.close();
    const settings = await browser.openSettings();
    await settings.press('switch', 'Keep several accounts here');
    await untilStored(settings, '"multiSession":false');
    await settings.close();
    await untilIs('the badge', '', () => browser.badgeOf(tab));
    popup = await browser.openPopup(tab);
    await popup.press('button', 'Turn on for shop.test');
    await untilListed('Account 1', 'Account 2*');
    await popup.press('button', 'Account 1');
    await untilServed(site, tab, 'Ann');
  });

  it('lists the account first that was used last, where that was chosen', async () => {
    await popup.close();
    const settings = await browser.openSettings();
    await settings.choose('Order of the accounts', 'Last used first');
    await untilStored(settings, '"order":"recent"');
    await settings.close();
    popup = await browser.openPopup(tab);
    await untilListed('Account 2*', 'Account 1');
    await popup.press('button', 'Account 1');
    await untilServed(site, tab, 'Ann');
    await untilListed('Account 1*', 'Account 2');
  });

  it('is worked with the keyboard alone', async () => {
    await untilIs('what has the focus', 'Account 2', () => popup.focused());
    await popup.keys('1');
    await untilServed(site, tab, 'Ann');
    await untilListed('Account 1*', 'Account 2');
    await untilSaid('Now Account 1');
    await popup.keys('End', 'Enter');
    await untilServed(site, tab, 'Ben');
    await untilListed('Account 1', 'Account 2*');
    await untilSaid('Now Account 2');
    await popup.keys('ArrowUp', 'Tab', 'Enter');
    await untilIs('what has the focus', 'Rename', () => popup.focused());
    if (happens('Escape closes the menu first')) {
      await popup.keys('Escape');
      await untilIs('what has the focus', 'Account 1', () => popup.focused());
    }
    await popup.keys('Escape');
    await until('the popup to close', async () => !(await popup.isOpen()));
  });
});

describe('on a page where no extension may work', () => {
  let browser: TestBrowser;
  let folder: string;
  beforeAll(async () => {
    browser = await launchBrowser({ dist: builds.granted });
    folder = await mkdtemp(join(tmpdir(), 'hatrack-page-'));
    await writeFile(join(folder, 'page.html'), '<title>A file</title>');
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  it.each([
    [
      'a page of the browser',
      () => (isFirefox ? 'about:license' : 'chrome://version/'),
      // Chromium does not even tell the address of its own pages.
      isFirefox ? 'This page belongs to the browser.' : 'There is no website in this tab.',
    ],
    ['an empty tab', () => 'about:blank', 'There is no website in this tab.'],
    ['a file', () => `file://${folder}/page.html`, 'This is a file on your computer.'],
    [
      'the store',
      () => (isFirefox ? 'https://addons.mozilla.org/' : 'https://chromewebstore.google.com/'),
      'Browsers let no extension work in their store.',
    ],
  ])('the popup says so kindly: %s', async (_, url, sentence) => {
    const tab = await browser.open('about:blank');
    // The store cannot be reached from here; the tab has its address all the same.
    await tab.goto(url()).catch(() => undefined);
    // A page that does not come takes the tab's address a moment later.
    await until(sentence, async () => {
      const popup = await browser.openPopup(tab);
      expect(await popup.heading()).toBe('Hatrack');
      const read = await popup.evaluate(readText, null);
      await popup.close();
      return read.includes(sentence);
    });
  });
});

function readText(): string {
  return document.body.innerText;
}
