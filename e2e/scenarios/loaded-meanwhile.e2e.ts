import { expect, it, onTestFinished } from 'vitest';
import { launchBrowser } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import { ann, ben } from '../sites/site';
import { startTokenApp } from '../sites/token-app';
import { builds, signIn, switchTo, untilServed, withTwoAccounts } from './steps';

/** Milliseconds for which a part of the site has a switch wait. */
const slow = 3000;

it('a page that is loaded again in the middle of a switch runs as nobody, and then as whoever is active', async () => {
  const [site, other, browser] = await Promise.all([
    startTokenApp('local'),
    startTokenApp('local', { slow }),
    launchBrowser({ dist: builds.granted }),
  ]);
  onTestFinished(async () => {
    await browser.close();
    await Promise.all([site.stop(), other.stop()]);
  });
  const tab = await withTwoAccounts(browser, site, 'localhost (all ports)', [ann, ben]);
  const elsewhere = await browser.open(other.url());
  await signIn(elsewhere, ben);
  await elsewhere.close();
  const popup = await browser.openPopup(tab);
  await popup.press('button', 'Account 1');
  await until('the page to give way', async () => (await tab.text()).trim() === '');
  await tab.goto(site.url());
  expect(await tab.text()).not.toContain('Hello');
  await until('what comes of it', async () => (await popup.said()) !== '');
  const isAnn = (await popup.said()) === 'Now Account 1';
  await popup.close();
  await untilServed(site, tab, isAnn ? 'Ann' : 'Ben');
  await switchTo(browser, tab, isAnn ? 'Account 2' : 'Account 1');
  await untilServed(site, tab, isAnn ? 'Ben' : 'Ann');
  await untilIs('what was mixed', [], async () => site.mixed());
});
