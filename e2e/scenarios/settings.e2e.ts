import { describe, expect, it, onTestFinished } from 'vitest';
import type { Panel, SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { startScreen } from '../driver/screen';
import { until, untilIs } from '../driver/until';
import { startExpressSession } from '../sites/express-session';
import { ann, ben, type TestSite } from '../sites/site';
import { beforeFirst } from './before-first';
import { allowHere, builds, signIn, untilServed, useHere, withTwoAccounts } from './steps';

const siteName = 'shop.test';

describe('the settings', () => {
  let site: TestSite;
  let browser: TestBrowser;
  let tab: SiteTab;
  let settings: Panel;

  const begin = async () => {
    [site, browser] = await Promise.all([startExpressSession(), launchBrowser({ dist: builds.granted })]);
    tab = await withTwoAccounts(browser, site, siteName, [ann, ben]);
  };
  beforeFirst(begin, async () => {
    await browser.close();
    await site.stop();
  });

  const open = async (hash: string) => {
    settings = await browser.openSettings(hash);
  };
  const leave = async () => {
    await settings.close();
    await tab.bringToFront();
  };
  const says = (words: string) => async () => (await settings.said()).includes(words);
  const labels = () => settings.evaluate(readLabels, null);

  it('are opened by the popup at the site in front, in the one tab that they have', async () => {
    const popup = await browser.openPopup(tab);
    await popup.press('button', 'Settings');
    settings = await browser.settingsAt('#sites/shop.test');
    await until('the site', () => settings.has('heading', siteName));
    await settings.press('link', 'Keys');
    await until('the keys', () => settings.has('heading', 'Keys'));
    const again = await browser.openPopup(tab);
    await again.press('button', 'Settings');
    settings = await browser.settingsAt('#sites/shop.test');
    await until('the site', () => settings.has('switch', 'Tell this site which account is active'));
    await untilIs('whether each tab of the settings is in front', [true], async () => {
      const tabs = (await browser.tabs()).filter(({ url }) => url.includes('/options/'));
      return tabs.map(({ inFront }) => inFront);
    });
    // Back leads to where the person was.
    await settings.evaluate(goBack, null);
    await until('the keys', () => settings.has('heading', 'Keys'));
    await leave();
  });

  it('rename, colour, picture, move and sign out accounts, which the popup and the site follow', async () => {
    await open('#accounts/shop.test');
    await until('the accounts', () => settings.has('button', 'Edit Account 1'));
    await settings.press('button', 'Edit Account 1');
    await untilIs('what has the focus', 'Account 1', () => settings.evaluate(readField, null));
    await settings.type('Ann');
    await settings.press('radio', 'Pink');
    await until('the colour', () => settings.evaluate(isPink, null));
    await settings.evaluate(choosePicture, null);
    await untilIs('the picture', [80, 80], () => settings.evaluate(pictureSize, null));
    await settings.press('button', 'Done');
    await until('the new name', () => settings.has('button', 'Edit Ann'));
    await settings.press('button', 'Edit Ann');
    await settings.press('button', 'Move down');
    await untilIs('the labels', ['Account 2', 'Ann'], labels);
    await settings.press('button', 'Sign out of Account 2');
    await untilServed(site, tab, 'Ann');
    await untilIs('the labels', ['Ann'], labels);
    await settings.press('button', 'Undo');
    await untilServed(site, tab, 'Ben');
    await untilIs('the labels', ['Account 2', 'Ann'], labels);
    await leave();
  });

  it('have a theme, which popup and settings are painted in from the start', async () => {
    await open('#appearance');
    await settings.press('radio', 'Dark');
    await untilIs('the surface', dark, () => settings.evaluate(readSurface, null));
    await leave();
    const popup = await browser.openPopup(tab);
    expect(await popup.evaluate(readSurface, null)).toBe(dark);
    expect(await popup.evaluate(readFirstPaint, null)).toBe('a script of the head');
    await popup.close();
    await open('#appearance');
    await settings.press('radio', 'Light');
    await untilIs('the surface', light, () => settings.evaluate(readSurface, null));
    await leave();
  });

  it('take the active account off the button', async () => {
    await untilIs('the badge', '2', () => browser.badgeOf(tab));
    await open('#appearance');
    await settings.press('switch', 'Show the active account on the button');
    await untilIs('the badge', '', () => browser.badgeOf(tab));
    await settings.press('switch', 'Show the active account on the button');
    await untilIs('the badge', '2', () => browser.badgeOf(tab));
    await leave();
  });

  it('show the keys that the browser has for Hatrack', async () => {
    await open('#keys');
    await until('a key', () => settings.evaluate(hasKey, 'Shift'));
    await leave();
  });

  it('forget a site: whoever is signed in there stays so, and the popup offers to use it again', async () => {
    await open('#sites/shop.test');
    await settings.press('button', 'Forget');
    await settings.press('button', 'Forget');
    await until('what came of it', says('shop.test is forgotten.'));
    await until('no site', async () => !(await settings.has('heading', siteName)));
    const ofNoSite = ['settings', 'sites', 'stores', 'welcomed'];
    const stored = await settings.evaluate(readStored, 'local');
    expect(stored.filter((key) => !ofNoSite.includes(key))).toEqual([]);
    expect(await settings.evaluate(countJars, null)).toBe(0);
    await leave();
    await untilIs('the badge', '', () => browser.badgeOf(tab));
    await tab.reload();
    await untilServed(site, tab, 'Ben');
    const popup = await useHere(browser, tab, siteName);
    await untilIs('the accounts', ['Account 1*'], () => popup.accounts());
    await popup.close();
  });

  it('delete everything, and leave the browser signed in as it is', async () => {
    await open('#data');
    await settings.press('button', 'Delete everything');
    await settings.press('button', 'Delete everything');
    await until('what came of it', says('Everything is deleted.'));
    expect(await settings.evaluate(readStored, 'local')).toEqual([]);
    expect(await settings.evaluate(countJars, null)).toBe(0);
    await leave();
    await tab.reload();
    await untilServed(site, tab, 'Ben');
    const popup = await browser.openPopup(tab);
    await until('the offer', () => popup.has('button', `Use Hatrack on ${siteName}`));
    await popup.close();
  });
});

describe('on a screen, with a real permission', () => {
  it('a site that is forgotten is no longer allowed, and can be used again', async () => {
    const screen = await startScreen();
    const [site, browser] = await Promise.all([
      startExpressSession(),
      launchBrowser({ dist: builds.real, display: screen.display }),
    ]);
    onTestFinished(async () => {
      await browser.close();
      await Promise.all([screen.stop(), site.stop()]);
    });
    const tab = await browser.open(site.url());
    await signIn(tab, ann);
    await allowHere(browser, screen, tab, siteName);
    expect(await browser.inBackground(hasOrigins, ['*://*.shop.test/*'])).toBe(true);
    const settings = await browser.openSettings('#sites/shop.test');
    await settings.press('button', 'Forget');
    await settings.press('button', 'Forget');
    await until('the permission to be given back', async () => {
      return !(await browser.inBackground(hasOrigins, ['*://*.shop.test/*']));
    });
    await settings.close();
    await untilIs('the badge', '', () => browser.badgeOf(tab));
    const popup = await browser.openPopup(tab);
    await until('the offer', () => popup.has('button', `Use Hatrack on ${siteName}`));
    await popup.close();
    await tab.reload();
    await untilServed(site, tab, 'Ann');
  });
});

const [light, dark] = ['rgb(255, 255, 255)', 'rgb(27, 28, 33)'];

// The functions below run in pages of Hatrack.

declare const chrome: {
  permissions: { contains(permissions: { origins: string[] }): Promise<boolean> };
  storage: Record<string, { get(keys: null): Promise<Record<string, unknown>> }>;
};

function hasOrigins(origins: string[]): Promise<boolean> {
  return chrome.permissions.contains({ origins });
}

function readLabels(): string[] {
  return [...document.querySelectorAll('[data-account] p[dir]')].map(({ textContent }) => textContent);
}

function readField(): string | undefined {
  return document.activeElement instanceof HTMLInputElement ? document.activeElement.value : undefined;
}

function isPink(): boolean {
  return document.querySelector<HTMLInputElement>('[aria-label="Pink"]')?.checked === true;
}

/** What the person picks in the browser's own window for files. */
async function choosePicture(): Promise<void> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [600, 400];
  canvas.getContext('2d')?.fillRect(0, 0, 300, 200);
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  const chosen = new DataTransfer();
  if (picture !== null) chosen.items.add(new File([picture], 'me.png', { type: picture.type }));
  const field = document.querySelector<HTMLInputElement>('input[type="file"]');
  if (field === null) throw new Error('There is no field for a file');
  field.files = chosen.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

function pictureSize(): [number, number] | null {
  const shown = document.querySelector<HTMLImageElement>('[data-account] img[src^="data:image/"]');
  return shown === null ? null : [shown.naturalWidth, shown.naturalHeight];
}

function readSurface(): string {
  return getComputedStyle(document.body).backgroundColor;
}

/** What runs before the body is there can hold up the first paint; a module cannot, nor what is put off. */
function readFirstPaint(): string {
  const script = document.head.querySelector('script');
  const holdsUp = script !== null && script.type === '' && !script.defer && !script.async;
  return holdsUp ? 'a script of the head' : 'none';
}

function hasKey(name: string): boolean {
  return [...document.querySelectorAll('kbd')].some(({ textContent }) => textContent === name);
}

function goBack(): void {
  history.back();
}

async function readStored(area: string): Promise<string[]> {
  return Object.keys((await chrome.storage[area]?.get(null)) ?? {}).toSorted();
}

async function countJars(): Promise<number> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('hatrack');
    request.onsuccess = () => resolve(request.result);
  });
  const count = await new Promise<number>((resolve) => {
    const request = database.transaction('jars').objectStore('jars').count();
    request.onsuccess = () => resolve(request.result);
  });
  database.close();
  return count;
}
