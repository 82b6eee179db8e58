import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import { ann, ben } from '../sites/site';
import { startTokenApp, type TokenApp } from '../sites/token-app';
import { addAccount, builds, signIn, switchTo, untilServed, untilShows, untilStored, useHere } from './steps';

/** Sites of several origins, each of which keeps something of its own, and of which not all are open. */
describe('a sign-in on several origins', () => {
  let site: TokenApp;
  let other: TokenApp;
  let browser: TestBrowser;
  let tab: SiteTab;

  beforeEach(async () => {
    [site, other] = await Promise.all([startTokenApp('local'), startTokenApp('local')]);
    browser = await launchBrowser({ dist: builds.granted });
  });
  afterEach(async () => {
    await browser.close();
    await Promise.all([site.stop(), other.stop()]);
  });

  /** Opens an address, lets a person sign in there unless it is just looked at, and closes it again. */
  async function visit(url: string, expected: string, as?: typeof ann): Promise<void> {
    const visited = await browser.open(url, { newWindow: true });
    await untilShows(visited, expected);
    if (as !== undefined) await signIn(visited, as);
    await visited.close();
    await tab.bringToFront();
  }

  async function addBen(): Promise<void> {
    await addAccount(browser, tab, ben);
    const popup = await browser.openPopup(tab);
    await untilIs('the accounts', ['Account 1', 'Account 2*'], () => popup.accounts());
    await popup.close();
  }

  async function share(cookie: string): Promise<void> {
    const settings = await browser.openSettings();
    await settings.unfold('What each account has of its own');
    await settings.press('textbox', 'Cookies and entries that all accounts share, by name');
    await settings.type(cookie);
    await settings.keys('Enter');
    await untilStored(settings, JSON.stringify([cookie]));
    await settings.close();
    await tab.bringToFront();
  }

  it('is switched on a host that no tab shows', async () => {
    const notes = site.url('/', 'notes.hats.test');
    tab = await browser.open(site.url('/', 'app.hats.test'));
    await signIn(tab, ann);
    await (await useHere(browser, tab, 'hats.test')).close();
    await visit(notes, 'nobody', ann);
    await addBen();
    await visit(notes, 'nobody', ben);
    await switchTo(browser, tab, 'Account 1');
    await untilServed(site, tab, 'Ann');
    await visit(notes, 'Ann');
    await switchTo(browser, tab, 'Account 2');
    await untilServed(site, tab, 'Ben');
    await visit(notes, 'Ben');
    expect(site.mixed()).toEqual([]);
  });

  it('is switched on a port that shows no frame but for an address that is none', async () => {
    const guarded = await startTokenApp('local', { guarded: true });
    onTestFinished(() => guarded.stop());
    tab = await browser.open(site.url());
    await signIn(tab, ann);
    await (await useHere(browser, tab, 'localhost (all ports)')).close();
    await visit(guarded.url(), 'nobody', ann);
    await addBen();
    await visit(guarded.url(), 'nobody');
    await switchTo(browser, tab, 'Account 1');
    await untilServed(site, tab, 'Ann');
    await visit(guarded.url(), 'Ann');
  });

  it('is switched on two ports of localhost, which can share a cookie', async () => {
    tab = await browser.open(site.url());
    await signIn(tab, ann);
    await (await useHere(browser, tab, 'localhost (all ports)')).close();
    await visit(other.url(), 'nobody', ann);
    await addBen();
    await visit(other.url(), 'nobody', ben);
    await tab.evaluate(setTheme, 'theme=dark');
    await share('theme');
    await switchTo(browser, tab, 'Account 1');
    await untilServed(site, tab, 'Ann');
    await visit(other.url(), 'Ann');
    expect(await tab.evaluate(readCookies, null)).toBe('theme=dark');
    expect([...site.mixed(), ...other.mixed()]).toEqual([]);
  });

  it('is switched beside a tab whose address could not be loaded', async () => {
    tab = await browser.open(site.url());
    await signIn(tab, ann);
    await (await useHere(browser, tab, 'localhost (all ports)')).close();
    await addBen();
    const wrong = other.url();
    await other.stop();
    const beside = await browser.open(site.url('/robots.txt'), { newWindow: true });
    await beside.goto(wrong).catch(() => undefined);
    await tab.bringToFront();
    await switchTo(browser, tab, 'Account 1');
    await untilServed(site, tab, 'Ann');
    await beside.close();
    await switchTo(browser, tab, 'Account 2');
    await untilServed(site, tab, 'Ben');
  });

  it('stays as it is when one of them does not answer, and the popup says which: that can be left out', async () => {
    tab = await browser.open(site.url());
    await signIn(tab, ann);
    await (await useHere(browser, tab, 'localhost (all ports)')).close();
    await addBen();
    await visit(other.url(), 'nobody', ben);
    await other.stop();
    const popup = await browser.openPopup(tab);
    await popup.press('button', 'Account 1');
    await until('an error', async () => (await popup.said()).includes(`${other.url('')} does not answer`));
    expect(await popup.accounts()).toEqual(['Account 1', 'Account 2*']);
    await untilServed(site, tab, 'Ben');
    await popup.press('button', `Leave out ${other.url('')}`);
    await untilIs('what the popup says', 'Now Account 1', () => popup.said());
    await popup.close();
    await untilServed(site, tab, 'Ann');
    await other.startAgain();
    await visit(other.url(), 'Ben');
    await switchTo(browser, tab, 'Account 2');
    await untilServed(site, tab, 'Ben');
    await visit(other.url(), 'Ben');
  });
});

function setTheme(cookie: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: what pages do.
  document.cookie = cookie;
}

function readCookies(): string {
  return document.cookie;
}
