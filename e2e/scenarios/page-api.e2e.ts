import { describe, expect, it } from 'vitest';
import type { AccountSwitcher, AnnounceDetail } from '@/bridge/contract';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import { startBetterAuth } from '../sites/better-auth';
import { ann, ben, type TestSite } from '../sites/site';
import { beforeFirst } from './before-first';
import { builds, switchTo, untilServed, withTwoAccounts } from './steps';

const siteName = 'localhost (all ports)';

/** A page that asks for the accounts in the way that sites are told to. */
describe('the page', () => {
  let site: TestSite;
  let browser: TestBrowser;
  let tab: SiteTab;

  const begin = async () => {
    [site, browser] = await Promise.all([startBetterAuth(), launchBrowser({ dist: builds.granted })]);
    tab = await withTwoAccounts(browser, site, siteName, [ann, ben]);
  };
  beforeFirst(begin, async () => {
    await browser.close();
    await site.stop();
  });

  const setTelling = async (on: boolean) => {
    const settings = await browser.openSettings();
    const isOn = () => settings.evaluate(readSwitch, null);
    await settings.press('switch', 'Tell this site which account is active');
    await untilIs('the switch', String(on), isOn);
    await settings.close();
    await tab.bringToFront();
  };
  const rename = async (label: string, wanted: string) => {
    const popup = await browser.openPopup(tab);
    await popup.press('button', `More for ${label}`);
    await popup.press('menuitem', 'Rename');
    await popup.type(wanted);
    await popup.keys('Enter');
    await until(`an account ${wanted}`, async () => (await popup.accounts()).join().includes(wanted));
    await popup.close();
  };
  const told = () => tab.evaluate(asPage, 'label' as const);

  it('finds nothing of Hatrack where it is off', async () => {
    expect(await told()).toBe('nothing announced');
    expect(await browser.inBackground(listScripts, null)).toEqual([]);
    const elsewhere = await browser.open(site.url('/', '127.0.0.1'));
    const globals = await elsewhere.evaluate(listGlobals, null);
    await elsewhere.close();
    expect(await tab.evaluate(listGlobals, null)).toEqual(globals);
  });

  it('is told who is active where it is on, and hears of each change', async () => {
    await setTelling(true);
    // The page that was open already is told too.
    await untilIs('who is active', 'Account 2', told);
    await tab.evaluate(asPage, 'listen' as const);
    await rename('Account 2', 'Work');
    await untilIs('what the listener heard', ['Account 2', 'Work'], () =>
      tab.evaluate(asPage, 'heard' as const),
    );
    await switchTo(browser, tab, 'Account 1');
    await untilServed(site, tab, 'Ann');
    await untilIs('who is active', 'Account 1', told);
  });

  it('is told nothing of the others, and cannot change what it was told', async () => {
    const seen = await tab.evaluate(asPage, 'everything' as const);
    expect(seen).not.toContain('Work');
    expect(await tab.evaluate(asPage, 'forge' as const)).toBe('Account 1');
  });

  it('goes on hearing, though it was open when Hatrack was turned off and on, and when it was loaded anew', async () => {
    await browser.switchOffAndOn();
    await rename('Account 1', 'Home');
    await untilIs('who is active', 'Home', told);
    await browser.reloadExtension();
    await rename('Home', 'Away');
    await untilIs('who is active', 'Away', told);
  });

  it('finds nothing any more when it is off again', async () => {
    await setTelling(false);
    await untilIs('who is active', 'nothing announced', told);
    await tab.reload();
    await untilServed(site, tab, 'Ann');
    expect(await told()).toBe('nothing announced');
  });
});

/** Runs in the settings. */
function readSwitch(): string | null {
  return document.querySelector('[aria-label^="Tell this site"]')?.ariaChecked ?? null;
}

interface PageWindow {
  heard?: (string | null)[];
}

/** Runs in the page, so all that it uses is inside it. */
function asPage(wish: 'label' | 'listen' | 'heard' | 'everything' | 'forge'): unknown {
  const find = (): AccountSwitcher | null => {
    let found: AccountSwitcher | null = null;
    const take = (event: Event) => {
      found = (event as CustomEvent<AnnounceDetail>).detail.switcher;
    };
    addEventListener('accountswitcher:announce', take);
    dispatchEvent(new Event('accountswitcher:request'));
    removeEventListener('accountswitcher:announce', take);
    return found;
  };
  const page = window as PageWindow;
  const switcher = find();
  if (switcher === null) return 'nothing announced';
  switch (wish) {
    case 'label':
      return switcher.user?.label ?? null;
    case 'listen':
      page.heard = [];
      switcher.addListener(({ user }) => page.heard?.push(user?.label ?? null));
      return null;
    case 'heard':
      return page.heard;
    case 'everything':
      return JSON.stringify([switcher, switcher.session, switcher.user, switcher.client]);
    case 'forge':
      for (const target of [switcher, switcher.session, switcher.user] as object[]) {
        Reflect.set(target, 'user', { label: 'Forged' });
        Reflect.set(target, 'label', 'Forged');
      }
      dispatchEvent(new CustomEvent('hatrack:state', { detail: 'not json' }));
      return find()?.user?.label;
  }
}

function listGlobals(): string[] {
  return Object.getOwnPropertyNames(window).sort();
}

declare const chrome: {
  scripting: { getRegisteredContentScripts(): Promise<{ id: string }[]> };
};

async function listScripts(): Promise<string[]> {
  return (await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id);
}
