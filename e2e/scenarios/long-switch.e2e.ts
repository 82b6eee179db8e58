import { describe, expect, it, onTestFinished } from 'vitest';
import { happens } from '../differences';
import { launchBrowser } from '../driver/launch';
import { untilIs } from '../driver/until';
import { ann, ben } from '../sites/site';
import { startTokenApp } from '../sites/token-app';
import { builds, signIn, untilServed, withTwoAccounts } from './steps';

/** Milliseconds: less than nothing happens for, while the slow origin of the site is waited for. */
const idle = 4500;
const slow = 9000;

describe.runIf(happens('a background that sleeps in the middle of a long switch'))(
  'a switch that waits for longer than a background that hears of nothing may live',
  () => {
    it('comes to its end', async () => {
      const [site, other, browser] = await Promise.all([
        startTokenApp('local'),
        startTokenApp('local', { slow }),
        launchBrowser({ dist: builds.granted, idle }),
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
      await untilIs('what the popup says', 'Now Account 1', () => popup.said());
      await untilServed(site, tab, 'Ann');
      expect(site.mixed()).toEqual([]);
      await popup.close();
    });
  },
);
