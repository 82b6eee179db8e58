import { describe, it, type TestContext } from 'vitest';
import type { Panel } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { startScreen } from '../driver/screen';
import { untilIs } from '../driver/until';
import { startBetterAuth } from '../sites/better-auth';
import { startClerk } from '../sites/clerk';
import { ann, ben } from '../sites/site';
import { addAccount, allowHere, builds, signIn, signOutOfAll, untilServed, withTwoAccounts } from './steps';

/**
 * Sites whose library is known are signed out of at the server without anybody having said how. All scenarios go at once, since each
 * waits for an alarm of the browser.
 */

/** Milliseconds until an alarm of the browser has surely come: half a minute at the least. */
const aWhile = 150_000;

const toldSoon = (label: string) => `Signed out of ${label}. The site is told in a moment.`;

async function signOut(popup: Panel, label: string): Promise<void> {
  await popup.press('button', `More for ${label}`);
  await popup.press('menuitem', 'Sign out');
}

describe.concurrent('on a site with better-auth', () => {
  /**
   * Ann is "Account 1", and Ben, who is active, "Account 2". The site is granted by a click: what is sent to other hosts by their leave
   * alone would be asked for first.
   */
  async function begin(onTestFinished: TestContext['onTestFinished']) {
    const [site, screen] = await Promise.all([startBetterAuth(), startScreen()]);
    const browser = await launchBrowser({ dist: builds.real, display: screen.display });
    onTestFinished(async () => {
      await browser.close();
      await Promise.all([screen.stop(), site.stop()]);
    });
    const tab = await browser.open(site.url());
    await signIn(tab, ann);
    await allowHere(browser, screen, tab, 'localhost (all ports)');
    await addAccount(browser, tab, ben);
    await untilIs('the badge', '2', () => browser.badgeOf(tab));
    const sessions = async () => [await site.sessionsOf('Ann'), await site.sessionsOf('Ben')];
    return { site, browser, tab, sessions, origin: site.url('') };
  }

  it('an account that is not active is signed out at the server, and who is active stays', async ({
    expect,
    onTestFinished,
  }) => {
    const { site, browser, tab, sessions, origin } = await begin(onTestFinished);
    const popup = await browser.openPopup(tab);
    await signOut(popup, 'Account 1');
    await untilIs('what the popup says', toldSoon('Account 1'), () => popup.said());
    await popup.close();
    expect(await sessions()).toEqual([1, 1]);
    await untilIs('how many sessions there are', [0, 1], sessions, aWhile);
    expect(site.signOuts()).toEqual([`POST Ann from ${origin}`]);
    await tab.reload();
    await untilServed(site, tab, 'Ben');
  });

  it('the active one is too, once that can no longer be taken back', async ({ expect, onTestFinished }) => {
    const { site, browser, tab, sessions, origin } = await begin(onTestFinished);
    const popup = await browser.openPopup(tab);
    await signOut(popup, 'Account 2');
    await untilServed(site, tab, 'Ann');
    await popup.press('button', 'Undo');
    await untilServed(site, tab, 'Ben');
    await untilIs('what the popup says', 'Now Account 2', () => popup.said());
    await signOut(popup, 'Account 2');
    await untilServed(site, tab, 'Ann');
    await popup.close();
    expect([site.signOuts(), await sessions()]).toEqual([[], [1, 1]]);
    await untilIs('how many sessions there are', [1, 0], sessions, aWhile);
    expect(site.signOuts()).toEqual([`POST Ben from ${origin}`]);
    await tab.reload();
    await untilServed(site, tab, 'Ann');
  });
});

describe.concurrent('on a site with Clerk', () => {
  it('its API on another host is told as one of its pages would, of each account by its own cookies', async ({
    expect,
    onTestFinished,
  }) => {
    const [site, browser] = await Promise.all([startClerk(), launchBrowser({ dist: builds.granted })]);
    onTestFinished(async () => {
      await browser.close();
      await site.stop();
    });
    const tab = await withTwoAccounts(browser, site, 'rental.test', [ann, ben]);
    const popup = await browser.openPopup(tab);
    await signOut(popup, 'Account 1');
    await untilIs('what the popup says', toldSoon('Account 1'), () => popup.said());
    await popup.close();
    expect(site.sessions()).toEqual(['Ann', 'Ben']);
    await untilIs('whose sessions there are', ['Ben'], async () => site.sessions(), aWhile);
    expect(site.removals()).toEqual(['POST Ann 200']);
    await tab.reload();
    await untilServed(site, tab, 'Ben');
    const again = await browser.openPopup(tab);
    // This cannot be taken back, so nothing is waited for.
    await signOutOfAll(again);
    await untilServed(site, tab, 'nobody');
    await again.close();
    await untilIs('whose sessions there are', [], async () => site.sessions());
    expect(site.removals()).toEqual(['POST Ann 200', 'POST Ben 200']);
  });
});
