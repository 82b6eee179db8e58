import { beforeEach, expect, it, onTestFinished } from 'vitest';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import { startExpressSession } from '../sites/express-session';
import { ann, ben, type TestSite } from '../sites/site';
import { builds, untilServed, withTwoAccounts } from './steps';

let site: TestSite;
let browser: TestBrowser;
let tab: SiteTab;

beforeEach(async () => {
  [site, browser] = await Promise.all([startExpressSession(), launchBrowser({ dist: builds.granted })]);
  onTestFinished(async () => {
    await browser.close();
    await site.stop();
  });
  tab = await withTwoAccounts(browser, site, 'shop.test', [ann, ben]);
});

/** Such a page has no address, so that its tab does not tell whose it is; it runs as one of the site all the same. */
it.each(['window', 'file'] as const)(
  'what a page has written into a %s does not go on under another account',
  async (kind) => {
    await tab.evaluate(offer, kind);
    await tab.click('Print');
    await until('what is written', () => tab.evaluate(() => localStorage.getItem('written'), null));
    const popup = await browser.openPopupPage(tab);
    await popup.press('button', 'Account 1');
    await untilIs(
      'what the popup says',
      'The page “For print” does not let go, so nothing was switched. Close its tab and try again.',
      () => popup.said(),
    );
    await tab.evaluate(() => (window as Window & { written?: Window }).written?.close(), null);
    await popup.press('button', 'Account 1');
    await untilIs('what the popup says', 'Now Account 1', () => popup.said());
    await untilServed(site, tab, 'Ann');
    expect(await tab.evaluate(() => localStorage.getItem('written'), null)).toBeNull();
  },
);

/** Runs in the page: a window opens only when its person has clicked on something. */
function offer(kind: 'window' | 'file'): void {
  const writing = 'setInterval(() => localStorage.setItem("written", "Ben"), 50)';
  const written = `<title>For print</title><p>Words</p><script>${writing}</script>`;
  const open = (): Window | null => {
    if (kind === 'file')
      return window.open(
        URL.createObjectURL(new Blob([written], { type: 'text/html' })),
        'print',
        'width=300',
      );
    const empty = window.open('', 'print', 'width=300');
    empty?.document.write(written);
    return empty;
  };
  const heading = document.createElement('h2');
  heading.textContent = 'Print';
  heading.onclick = () => Object.assign(window, { written: open() });
  document.body.append(heading);
}
