import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { type Screen, startScreen } from '../driver/screen';
import { until, untilIs } from '../driver/until';
import { type KeptPages, startKeptPages } from '../sites/kept-pages';
import { ann, ben } from '../sites/site';
import { addAccount, allowHere, builds, signIn, switchTo, untilServed } from './steps';

const siteName = 'localhost (all ports)';

/** What a browser can show without asking the server is of whoever was signed in when it was kept. */
describe('on a site whose pages the browser keeps', { retry: 0 }, () => {
  let site: KeptPages;
  let screen: Screen;
  let browser: TestBrowser;
  let tab: SiteTab;

  /** What people install: only where nothing was granted yet are pages kept as without Hatrack. */
  beforeAll(async () => {
    [site, screen] = await Promise.all([startKeptPages(), startScreen()]);
    browser = await launchBrowser({ dist: builds.real, display: screen.display });
    tab = await browser.open(site.url());
    await signIn(tab, ann);
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([screen.stop(), site.stop()]);
  });

  /** Pages, one behind the other. */
  const walk = async (name: string, ...paths: string[]) => {
    for (const path of paths) {
      await tab.goto(site.url(path));
      await untilReads(name);
    }
  };
  const untilReads = (name: string) =>
    until(`the books of ${name}`, async () => (await tab.text()).includes(`Books of ${name}`));
  const goBack = async (path: string) => {
    await tab.evaluate(() => history.back(), null);
    await untilIs('the address', path, () => tab.evaluate(() => location.pathname, null).catch(() => ''));
  };

  it('shows no page of one account under another, though Hatrack came after it was kept', async () => {
    await walk('Ann', '/one', '/two', '/three');
    const visits = site.visits();
    await goBack('/two');
    await untilReads('Ann');
    expect(site.visits(), 'the browser keeps pages').toBe(visits);

    await allowHere(browser, screen, tab, siteName);
    await addAccount(browser, tab, ben);
    await goBack('/two');
    await goBack('/one');
    await untilReads('Ben');
    await untilServed(site, tab, 'Ben');
  });

  it('shows no page of one account under another, there and back', async () => {
    // Pages that nobody has seen yet: without Hatrack too, the ones from before the sign-in would be kept.
    await walk('Ben', '/four', '/five', '/six');
    await switchTo(browser, tab, 'Account 1');
    await untilReads('Ann');
    await untilServed(site, tab, 'Ann');
    await goBack('/five');
    await untilReads('Ann');
    await untilServed(site, tab, 'Ann');
    const another = await browser.open(site.url('/four'));
    await untilServed(site, another, 'Ann');
    await another.close();
    await tab.reload();
    await untilReads('Ann');
  });
});
