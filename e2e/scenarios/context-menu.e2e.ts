import { describe, it } from 'vitest';
import { happens } from '../differences';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { type Screen, startScreen } from '../driver/screen';
import { until, untilIs } from '../driver/until';
import { startExpressSession } from '../sites/express-session';
import { ann, ben, type TestSite } from '../sites/site';
import { beforeFirst } from './before-first';
import { builds, untilServed, withTwoAccounts } from './steps';

/** The menus that the browser itself draws, by a right click and real keys: in the server's view, whose page came. */
describe.runIf(happens('the menu of a page is driven by keys'))('in the menu of the browser', () => {
  let site: TestSite;
  let screen: Screen;
  let browser: TestBrowser;
  let tab: SiteTab;

  const begin = async () => {
    [site, screen] = await Promise.all([startExpressSession(), startScreen()]);
    browser = await launchBrowser({ dist: builds.granted, display: screen.display });
    tab = await withTwoAccounts(browser, site, 'shop.test', [ann, ben]);
  };
  beforeFirst(begin, async () => {
    await browser.close();
    await Promise.all([screen.stop(), site.stop()]);
  });

  /** Each key, but for the last, is waited for until it is seen: in a menu that is not there yet it would do something else. */
  const choose = async (...keys: string[]) => {
    await tab.bringToFront();
    // What is still drawn of the page would be taken for the menu.
    let seen = await screen.untilStill(300);
    const untilSeen = async () => {
      seen = await screen.untilChanged(seen);
    };
    await screen.rightClick(200, 500);
    await untilSeen();
    const last = keys.pop() ?? '';
    for (const key of keys) {
      await screen.press(key);
      await untilSeen();
    }
    await screen.press(last);
  };

  it('a page is switched to another account', async () => {
    // Hatrack; Switch to; Account 1.
    await choose('h', 'Right', 'Right', 'Return');
    await untilServed(site, tab, 'Ann');
    await untilIs('the badge', '1', () => browser.badgeOf(tab));
  });

  it('a link is opened as another account', async () => {
    const before = await screen.look();
    await tab.evaluate(showLink, site.url('/team'));
    // Otherwise it would be taken for the menu.
    await screen.untilChanged(before);
    // From the end: Inspect; Open link as; Account 2.
    await choose('Up', 'Up', 'Right', 'Down', 'Return');
    await until('the link in a tab of its own', async () =>
      (await browser.tabs()).some(({ url }) => url === site.url('/team')),
    );
    await untilIs('whom the server saw last', 'Ben', async () => site.lastVisitor());
    await untilIs('the badge', '2', () => browser.badgeOf(tab));
  });
});

/** All of the page is a link. Runs in the page. */
function showLink(url: string): void {
  const link = Object.assign(document.createElement('a'), { href: url, textContent: 'Team' });
  link.style.cssText = 'position: fixed; inset: 0';
  document.body.replaceChildren(link);
}
