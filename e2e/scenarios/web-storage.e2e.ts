import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchChromium } from '../driver/chromium';
import { until, untilIs } from '../driver/until';
import { ann, ben } from '../sites/site';
import { type Keeping, startTokenApp, type TokenApp } from '../sites/token-app';
import { builds, signIn, switchTo, untilServed, untilShows } from './steps';

const keep = ['button', 'Keep this as an account'] as const;
const siteName = 'localhost (all ports)';

/** Sites that set no cookie at all: who is signed in is kept by the page. */
describe.each<Keeping>(['local', 'session', 'database', 'all'])('a sign-in kept in %s storage', (keeping) => {
  let site: TokenApp;
  let browser: TestBrowser;
  let tab: SiteTab;

  beforeEach(async () => {
    site = await startTokenApp(keeping);
    browser = await launchChromium({ dist: builds.granted });
    tab = await browser.open(site.url());
    await signIn(tab, ann);
    const popup = await browser.openPopup(tab);
    await popup.press('button', `Use Hatrack on ${siteName}`);
    await kept(['Account 1*'], popup);
    await popup.press('button', 'Add account');
    await untilShows(tab, 'nobody');
    await popup.close();
    await signIn(tab, ben);
    const again = await browser.openPopup(tab);
    await kept(['Account 1', 'Account 2*'], again);
    await again.close();
  });
  afterEach(async () => {
    await browser.close();
    await site.stop();
  });

  it('switches there and back, and nothing of one is found under the other', async () => {
    for (const [label, name, other] of [
      ['Account 1', 'Ann', 'Ben'],
      ['Account 2', 'Ben', 'Ann'],
      ['Account 1', 'Ann', 'Ben'],
    ] as const) {
      await switchTo(browser, tab, label);
      await untilServed(site, tab, name);
      const keys = await tab.evaluate(() => Object.keys(localStorage), null);
      expect(keys).toContain(`last seen ${name}`);
      expect(keys).not.toContain(`last seen ${other}`);
    }
    expect(site.mixed()).toEqual([]);
  });

  async function kept(rows: string[], popup: Awaited<ReturnType<TestBrowser['openPopup']>>): Promise<void> {
    const isThere = async () => (await popup.accounts()).length === rows.length;
    await until('the accounts, or a question', async () => (await isThere()) || popup.has(...keep));
    if (!(await isThere())) await popup.press(...keep);
    await untilIs('the accounts', rows, () => popup.accounts());
  }
});
