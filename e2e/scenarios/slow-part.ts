import { onTestFinished } from 'vitest';
import type { BrowserOptions, Panel, SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { ann, ben } from '../sites/site';
import { startTokenApp, type TokenApp } from '../sites/token-app';
import { builds, signIn, withTwoAccounts } from './steps';

/** A switch from Ben, "Account 2", to Ann, "Account 1", that has just begun. */
export interface LongSwitch {
  readonly browser: TestBrowser;
  readonly site: TokenApp;
  readonly tab: SiteTab;
  /** In which it was begun. */
  readonly popup: Panel;
}

/** @param hold for how long a part of the Site, which no tab shows, has the switch wait; ten seconds at most, or it fails */
export async function beginLongSwitch(
  hold: () => Promise<void>,
  options: Partial<BrowserOptions> = {},
): Promise<LongSwitch> {
  const [site, other, browser] = await Promise.all([
    startTokenApp('local'),
    startTokenApp('local', { hold }),
    launchBrowser({ dist: builds.granted, ...options }),
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
  return { browser, site, tab, popup };
}
