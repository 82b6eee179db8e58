import { describe, it, type TestContext } from 'vitest';
import type { Panel, SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import { type SignOutSite, startSignOuts } from '../sites/sign-outs';
import { ann, ben } from '../sites/site';
import {
  builds,
  signIn,
  signOutOfAll,
  switchTo,
  untilServed,
  untilShows,
  untilStored,
  withTwoAccounts,
} from './steps';

/** What Hatrack says of an account, and does about its session, is what the server knows of it. */

interface Club {
  readonly site: SignOutSite;
  readonly browser: TestBrowser;
  readonly tab: SiteTab;
  readonly inPopup: <Result>(use: (popup: Panel) => Promise<Result>) => Promise<Result>;
}

/** Ann is "Account 1", and Ben, who is active, "Account 2". */
async function begin(onTestFinished: TestContext['onTestFinished']): Promise<Club> {
  const [site, browser] = await Promise.all([startSignOuts(), launchBrowser({ dist: builds.granted })]);
  onTestFinished(async () => {
    await browser.close();
    await site.stop();
  });
  const tab = await withTwoAccounts(browser, site, 'club.test', [ann, ben]);
  const inPopup: Club['inPopup'] = async (use) => {
    const popup = await browser.openPopup(tab);
    try {
      await until('the list of accounts', () => popup.accounts());
      return await use(popup);
    } finally {
      await popup.close();
    }
  };
  return { site, browser, tab, inPopup };
}

/** Milliseconds until an alarm of the browser has surely come: half a minute at the least. */
const aWhile = 150_000;

const again = (number: number) => `Sign in again as Account ${number}`;

async function signOut(popup: Panel, label: string): Promise<void> {
  await popup.press('button', `More for ${label}`);
  await popup.press('menuitem', 'Sign out');
}

/** The popup, opened anew as often as it takes, offers to sign in again. */
function untilOffered({ inPopup }: Club, number: number, patience?: number): Promise<boolean> {
  return until(
    `a button "${again(number)}"`,
    () => inPopup((popup) => popup.has('button', again(number))),
    patience,
  );
}

async function setAddress({ browser }: Club, address: string): Promise<void> {
  const settings = await browser.openSettings();
  await settings.press('textbox', 'Sign-out address');
  await settings.type(address);
  await settings.keys('Tab');
  await untilStored(settings, JSON.stringify(address));
  await settings.close();
}

describe.concurrent('one after the other', () => {
  describe.sequential('the site’s own sign-out', () => {
    it('is noticed, by link or form; the account signs in again in its own row', async ({
      expect,
      onTestFinished,
    }) => {
      const club = await begin(onTestFinished);
      const { site, browser, tab, inPopup } = club;
      await tab.press('Sign out');
      await untilServed(site, tab, 'nobody');
      await untilOffered(club, 2);
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      // A click on the row does not plant what is dead.
      await inPopup(async (popup) => {
        await popup.press('button', 'Account 2');
        await untilServed(site, tab, 'nobody');
        await untilIs('the accounts', ['Account 1', 'Account 2'], () => popup.accounts());
        await popup.press('button', 'Back to Account 1');
        await untilServed(site, tab, 'Ann');
        await popup.press('button', again(2));
        await untilServed(site, tab, 'nobody');
      });
      await signIn(tab, ben);
      await inPopup((popup) => untilIs('the accounts', ['Account 1', 'Account 2*'], () => popup.accounts()));
      expect(await inPopup((popup) => popup.has('button', again(2)))).toBe(false);
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      await switchTo(browser, tab, 'Account 2');
      await untilServed(site, tab, 'Ben');
    });
  });

  describe.sequential('a session that ended without a word', () => {
    it('is noticed when the page asks for a password', async ({ expect, onTestFinished }) => {
      const club = await begin(onTestFinished);
      const { site, browser, tab, inPopup } = club;
      await site.endSessions('Ann');
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'nobody');
      await untilOffered(club, 1);
      await switchTo(browser, tab, 'Account 2');
      await untilServed(site, tab, 'Ben');
      expect(await inPopup((popup) => popup.has('button', again(1)))).toBe(true);
    });
  });

  describe.sequential('signing out', () => {
    it('says plainly that a session may live on, where no address is known, and it does', async ({
      expect,
      onTestFinished,
    }) => {
      const { site, tab, inPopup } = await begin(onTestFinished);
      const bens = site.lastCookie();
      await inPopup(async (popup) => {
        await signOut(popup, 'Account 2');
        await untilIs(
          'what the popup says',
          'Signed out of Account 2 here. At the site, its session may live on until it expires.',
          () => popup.said(),
        );
      });
      await untilServed(site, tab, 'Ann');
      expect(await site.ownerOf(bens)).toBe('Ben');
    });

    it('leaves nobody signed in, where its person wants that', async ({ onTestFinished }) => {
      const { site, browser, tab, inPopup } = await begin(onTestFinished);
      const settings = await browser.openSettings();
      await settings.choose('After signing out of the active account', 'Nobody is signed in');
      await untilStored(settings, '"afterSignOut":"nobody"');
      await settings.close();
      await inPopup(async (popup) => {
        await signOut(popup, 'Account 2');
        await untilServed(site, tab, 'nobody');
        await untilIs('the accounts', ['Account 1'], () => popup.accounts());
      });
    });

    it('asks who is next, where its person wants that, and refuses an address of another site', async ({
      onTestFinished,
    }) => {
      const { site, browser, tab, inPopup } = await begin(onTestFinished);
      const settings = await browser.openSettings();
      await settings.choose('After signing out of the active account', 'Ask who is next');
      await untilStored(settings, '"afterSignOut":"ask"');
      await settings.press('textbox', 'Sign-out address');
      await settings.type('https://other.test/logout');
      await settings.keys('Tab');
      await until('a refusal', async () => (await settings.said()).includes('not an address of club.test'));
      await settings.close();
      await inPopup(async (popup) => {
        await signOut(popup, 'Account 2');
        await untilServed(site, tab, 'nobody');
        await untilIs('the accounts', ['Account 1'], () => popup.accounts());
        await until('the question', async () =>
          (await popup.evaluate(readText, null)).includes('Choose who is next'),
        );
        await popup.press('button', 'Account 1');
        await untilServed(site, tab, 'Ann');
        await untilIs('the accounts', ['Account 1*'], () => popup.accounts());
      });
    });
  });

  describe.sequential('what a site has of the browser, and not of who is signed in', () => {
    it('is the same for all accounts, and for a new one: no banner comes back', async ({
      expect,
      onTestFinished,
    }) => {
      const { site, browser, tab, inPopup } = await begin(onTestFinished);
      await tab.evaluate(answerBanner, null);
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      expect(await tab.evaluate(readAnswers, null)).toEqual(['cookie_consent=accepted', 'dark', null]);
      await inPopup((popup) => popup.press('button', 'Add account'));
      await untilServed(site, tab, 'nobody');
      expect(await tab.evaluate(readAnswers, null)).toEqual(['cookie_consent=accepted', 'dark', null]);
      await inPopup((popup) => popup.press('button', 'Back to Account 1'));
      await untilServed(site, tab, 'Ann');
      await switchTo(browser, tab, 'Account 2');
      await untilServed(site, tab, 'Ben');
      expect(await tab.evaluate(readAnswers, null)).toEqual([
        'cart=3; cookie_consent=accepted',
        'dark',
        'words',
      ]);
    });
  });

  describe.sequential('the details of an account', () => {
    it('have a receipt of what the last switch to it has carried', async ({ onTestFinished }) => {
      const { site, browser, tab, inPopup } = await begin(onTestFinished);
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      await inPopup(async (popup) => {
        await popup.press('button', 'More for Account 1');
        await popup.press('menuitem', 'Details');
        await until('the receipt', async () =>
          (await popup.evaluate(readText, null)).includes('1 of 1 cookie, 0 storages'),
        );
      });
    });
  });
});

/** All at once, and beside the others: they wait for most of their time. */
describe.concurrent('when an alarm of the browser comes', () => {
  describe('the site’s own sign-out', () => {
    it('tells its address, by which another account’s session ends at the server, and no other', async ({
      expect,
      onTestFinished,
    }) => {
      const club = await begin(onTestFinished);
      const { site, browser, tab, inPopup } = club;
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      const anns = site.lastCookie();
      await tab.click('Log out');
      await untilServed(site, tab, 'nobody');
      await untilOffered(club, 1);
      expect(await site.ownerOf(anns)).toBe('nobody');
      const settings = await browser.openSettings();
      await untilIs('the address', site.url('/logout'), () => settings.evaluate(readAddress, null));
      await settings.close();

      await inPopup(async (popup) => {
        await popup.press('button', again(1));
        await until('a way back', () => popup.has('button', 'Back to Account 1'));
      });
      await signIn(tab, ann);
      await untilServed(site, tab, 'Ann');
      const annsNew = site.lastCookie();
      await switchTo(browser, tab, 'Account 2');
      await untilServed(site, tab, 'Ben');
      const bens = site.lastCookie();
      await inPopup(async (popup) => {
        await signOut(popup, 'Account 1');
        await untilIs('what the popup says', 'Signed out of Account 1. The site is told in a moment.', () =>
          popup.said(),
        );
        expect(await site.ownerOf(annsNew)).toBe('Ann');
      });
      await untilIs('whose the session is', 'nobody', () => site.ownerOf(annsNew), aWhile);
      // The errand itself may be led to the start page last.
      await until('Ben to be served with his own cookie', async () => {
        await tab.reload();
        return site.lastVisitor() === 'Ben' && site.lastCookie() === bens;
      });
      expect(site.signOuts().slice(-2)).toEqual(['GET /logout Ann', 'GET /logout/done Ann']);
      expect(await inPopup((popup) => popup.has('button', again(2)))).toBe(false);
    });
  });

  describe('a session that ended without a word', () => {
    it('is noticed by the clock', async ({ onTestFinished }) => {
      const club = await begin(onTestFinished);
      const { site, browser, tab, inPopup } = club;
      site.lasting(20);
      await inPopup((popup) => popup.press('button', 'Add account'));
      await untilShows(tab, 'nobody');
      await signIn(tab, ann);
      await inPopup((popup) =>
        untilIs('the accounts', ['Account 1', 'Account 2', 'Account 3*'], () => popup.accounts()),
      );
      await switchTo(browser, tab, 'Account 2');
      await untilOffered(club, 3, aWhile);
    });
  });

  describe('signing out', () => {
    it('of the active account ends its session at the server, though the browser was closed; not when taken back', async ({
      expect,
      onTestFinished,
    }) => {
      const club = await begin(onTestFinished);
      const { site, browser, tab, inPopup } = club;
      await setAddress(club, site.url('/logout'));
      const bens = site.lastCookie();
      await inPopup(async (popup) => {
        await signOut(popup, 'Account 2');
        await untilServed(site, tab, 'Ann');
        await popup.press('button', 'Undo');
        await untilServed(site, tab, 'Ben');
        await untilIs('the accounts', ['Account 1', 'Account 2*'], () => popup.accounts());
        await signOut(popup, 'Account 2');
        await untilServed(site, tab, 'Ann');
      });
      expect([site.signOuts(), await site.ownerOf(bens)]).toEqual([[], 'Ben']);
      await browser.quitAndRestart();
      await untilIs('whose the session is', 'nobody', () => site.ownerOf(bens), aWhile);
      expect(site.signOuts()).toEqual(['GET /logout Ben', 'GET /logout/done Ben']);
    });

    it('of all ends every session, also where the server answers later', async ({
      expect,
      onTestFinished,
    }) => {
      const club = await begin(onTestFinished);
      const { site, browser, tab, inPopup } = club;
      await setAddress(club, site.url('/logout'));
      const bens = site.lastCookie();
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      const anns = site.lastCookie();
      site.silent(true);
      await inPopup(async (popup) => {
        await signOutOfAll(popup);
        await untilIs('what the popup says', 'Signed out of all accounts. The site is told now.', () =>
          popup.said(),
        );
        expect(await popup.accounts()).toEqual([]);
      });
      await until('both to be tried in vain', () => site.signOuts().length >= 2, aWhile);
      expect([await site.ownerOf(anns), await site.ownerOf(bens)]).toEqual(['Ann', 'Ben']);
      site.silent(false);
      await browser.killWorker();
      await inPopup(async () => undefined);
      await untilIs('whose the sessions are', ['nobody', 'nobody'], owners, aWhile);
      await tab.reload();
      await untilServed(site, tab, 'nobody');

      async function owners(): Promise<string[]> {
        return [await site.ownerOf(anns), await site.ownerOf(bens)];
      }
    });
  });
});

function readText(): string {
  return document.body.innerText;
}

function readAddress(): string | undefined {
  return document.querySelector<HTMLInputElement>('input[type=url]')?.value;
}

/** The banner and the theme are the browser's, the rest is Ben's. */
function answerBanner(): void {
  for (const cookie of ['cookie_consent=accepted', 'cart=3']) {
    // biome-ignore lint/suspicious/noDocumentCookie: what banners do.
    document.cookie = `${cookie}; Path=/; Max-Age=86400`;
  }
  localStorage.setItem('theme', 'dark');
  localStorage.setItem('draft', 'words');
}

function readAnswers(): (string | null)[] {
  const cookies = document.cookie.split('; ').toSorted().join('; ');
  return [cookies, localStorage.getItem('theme'), localStorage.getItem('draft')];
}
