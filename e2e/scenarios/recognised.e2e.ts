import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import type { Library } from '../sites/library-stores';
import { cora, type MemberClub, startMemberClub, type Telling } from '../sites/member-club';
import { ann, ben } from '../sites/site';
import { addAccount, builds, signIn, switchTo, untilServed, untilShows, useHere } from './steps';

/** Whoever signs in is recognised, wherever the sign-in happens. */

let browser: TestBrowser;
let site: MemberClub;
let tab: SiteTab;

beforeEach(async () => {
  browser = await launchBrowser({ dist: builds.granted });
});
afterEach(async () => {
  await browser.close();
  await site.stop();
});

/** Ann is signed in, and Hatrack used. */
async function withAnn(telling?: Telling): Promise<void> {
  site = await startMemberClub(telling);
  tab = await browser.open(site.url());
  await signIn(tab, ann);
  await (await useHere(browser, tab, 'club.test')).close();
}

async function startAdding(): Promise<void> {
  const popup = await browser.openPopup(tab);
  await popup.press('button', 'Add account');
  await untilShows(tab, 'nobody');
  await popup.close();
}

/** What the popup lists, which is opened again should it have gone meanwhile. */
async function untilRows(rows: readonly string[]): Promise<void> {
  let popup = await browser.openPopup(tab);
  await untilIs('the accounts', rows, async () => {
    if (!(await popup.isOpen())) popup = await browser.openPopup(tab);
    return popup.accounts();
  });
  await popup.close();
}

/** What rows have for a picture is one, and no drawing, which could hold anything. */
async function untilPictures(count: number): Promise<void> {
  const popup = await browser.openPopupPage(tab);
  const beginnings = () =>
    [...document.querySelectorAll('li img')].map((one) => (one as HTMLImageElement).src.slice(0, 15));
  const wanted = Array.from({ length: count }, () => 'data:image/png;');
  await untilIs('the pictures', wanted, () => popup.evaluate(beginnings, null));
  await popup.close();
}

/** Each row makes the site that person's, by the server's word. */
async function untilAllServed(names: readonly string[]): Promise<void> {
  await tab.bringToFront();
  for (const name of names) {
    await switchTo(browser, tab, name);
    await untilServed(site, tab, name);
  }
}

describe('whoever is signed in', () => {
  it('is what their account is called by, with the picture that the page shows', async () => {
    await withAnn();
    // Whoever is away when a picture has been read has none until they are back.
    await untilPictures(1);
    await tab.bringToFront();
    await addAccount(browser, tab, ben);
    await untilRows(['Ann', 'Ben*']);
    await untilPictures(2);
    await untilAllServed(['Ann', 'Ben', 'Ann']);
  });

  it.each<[Telling, readonly [string, string]]>([
    ['database', ['Ann', 'Ben']],
    ['token', ['ann@example.test', 'ben@example.test']],
    ['page', ['Ann', 'Ben']],
  ])('is known by a %s alone', async (telling, labels) => {
    await withAnn(telling);
    // What the page has kept in the meantime is seen when it is looked at again.
    if (telling === 'database') await until('Ann to be kept', () => tab.evaluate(isKept, ann.name));
    await tab.reload();
    await untilRows([`${labels[0]}*`]);
    await tab.bringToFront();
    await addAccount(browser, tab, ben);
    if (telling === 'database') await until('Ben to be kept', () => tab.evaluate(isKept, ben.name));
    await untilRows([labels[0], `${labels[1]}*`]);
    await tab.bringToFront();
    for (const [label, name] of [
      [labels[0], 'Ann'],
      [labels[1], 'Ben'],
    ] as const) {
      await switchTo(browser, tab, label);
      await untilServed(site, tab, name);
    }
    await untilRows([labels[0], `${labels[1]}*`]);
  });

  it.each<[Library, readonly [string, string]]>([
    ['supabase-js', ['Ann', 'Ben']],
    ['auth0-spa-js', ['Ann', 'Ben']],
    ['amplify', ['Ann', 'Ben']],
    ['msal-browser', ['Ann', 'Ben']],
    // What it keeps has no name in it, only whose it is; the name is on its button.
    ['clerk-js', ['Ann', 'Ben']],
  ])('is known by what %s keeps, and comes back to their own row', async (library, [first, second]) => {
    await withAnn(library);
    await tab.reload();
    await addAccount(browser, tab, ben);
    await untilRows([first, `${second}*`]);
    await tab.bringToFront();
    await startAdding();
    await signIn(tab, ann);
    await untilRows([`${first}*`, second]);
    for (const [label, name] of [
      [second, 'Ben'],
      [first, 'Ann'],
    ] as const) {
      await tab.bringToFront();
      await switchTo(browser, tab, label);
      await untilServed(site, tab, name);
    }
  });

  it('comes back to their own row', async () => {
    await withAnn();
    await startAdding();
    await signIn(tab, ann);
    await untilRows(['Ann*']);
    await addAccount(browser, tab, ben);
    await untilAllServed(['Ann', 'Ben']);
  });
});

describe('an account is added', () => {
  beforeEach(async () => {
    await withAnn();
    await startAdding();
  });

  it('by a link from a mail in a new window', async () => {
    await browser.open(site.magicLink(ben), { newWindow: true });
    await untilRows(['Ann', 'Ben*']);
    await untilAllServed(['Ann', 'Ben']);
  });

  it('by a window that the page opens, and that closes itself', async () => {
    await tab.goto(site.url('/window'));
    await tab.click('Open a window');
    const form = await until('the window', () =>
      browser.lookAt(site.url('/form?next=/done')).catch(() => null),
    );
    await form.fill('E-mail', ben.email);
    await form.fill('Password', ben.password);
    await form.evaluate(() => void setTimeout(() => document.querySelector('form')?.submit(), 0), null);
    await until('a window less', async () =>
      (await browser.tabs()).every(({ url }) => !/form|done/.test(url)),
    );
    await tab.goto(site.url());
    await untilShows(tab, 'Ben');
    await untilRows(['Ann', 'Ben*']);
    await untilAllServed(['Ann', 'Ben']);
  });

  it('after the browser was closed half-way', async () => {
    await browser.quitAndRestart();
    await until('a start that is over', () => browser.inBackground(hasStarted, null));
    tab = await browser.open(site.url());
    await untilShows(tab, 'nobody');
    await signIn(tab, ben);
    await untilRows(['Ann', 'Ben*']);
    await untilAllServed(['Ann', 'Ben']);
  });

  it('after twenty minutes, in which the background has slept', async () => {
    const anns = site.sessionOf('Ann');
    await browser.inBackground(remember, 21 * 60_000);
    await browser.killWorker();
    await browser.inBackground(soundAlarms, null);
    await until('nothing left to be settled', () => browser.inBackground(isSettled, null));
    await untilRows(['Ann']);
    await tab.bringToFront();
    await signIn(tab, ben);
    await untilRows(['Ann', 'Ben*']);
    await untilAllServed(['Ann', 'Ben']);
    expect(site.sessionOf('Ann')).toBe(anns);
  });

  it('or not: a password that a script has sent is refused, then another is not', async () => {
    await tab.goto(site.url('/script'));
    // What may be an account stands there for seconds alone: on a busy machine a list that is opened then can come too late.
    const popup = await browser.openPopupPage(tab);
    await tab.bringToFront();
    await tab.fill('E-mail', 'nobody@example.test');
    await tab.fill('Password', 'wrong');
    await tab.click('Send');
    await until('what may be an account', async () => (await popup.accounts()).length === 2);
    await until('the refusal', async () => (await tab.text()).includes('They do not match.'));
    await untilIs('the accounts', ['Ann'], () => popup.accounts());
    await popup.close();
    await tab.bringToFront();
    await tab.fill('E-mail', ben.email);
    await tab.fill('Password', ben.password);
    await tab.click('Send');
    await untilShows(tab, 'Ben');
    await untilRows(['Ann', 'Ben*']);
    await untilAllServed(['Ann', 'Ben']);
  });

  it('or not: a password is refused, and going back leaves no trace', async () => {
    await tab.fill('E-mail', 'nobody@example.test');
    await tab.fill('Password', 'wrong');
    await tab.press('Sign in');
    await untilShows(tab, 'nobody');
    await untilRows(['Ann']);
    await tab.bringToFront();
    const popup = await browser.openPopup(tab);
    await popup.press('button', 'Back to Ann');
    await untilServed(site, tab, 'Ann');
    await untilIs('the accounts', ['Ann*'], () => popup.accounts());
    await popup.close();
  });
});

interface Area {
  get(key: string | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}
declare const chrome: {
  storage: { session: Area; local: Area };
  alarms: {
    getAll(): Promise<{ name: string }[]>;
    create(name: string, when: { when: number }): Promise<void>;
  };
};

/** Runs in the page: whether the user in its database has been written down. */
async function isKept(name: string): Promise<boolean> {
  const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
    new Promise((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
  const names = (await indexedDB.databases()).map((one) => one.name);
  if (!names.includes('firebaseLocalStorageDb')) return false;
  const database = await done(indexedDB.open('firebaseLocalStorageDb'));
  try {
    const store = database.transaction('firebaseLocalStorage').objectStore('firebaseLocalStorage');
    return JSON.stringify(await done(store.getAll())).includes(`"${name}"`);
  } finally {
    database.close();
  }
}

/** Runs in the background: until then pages that came back with the browser may be loaded again. */
async function hasStarted(): Promise<boolean> {
  return (await chrome.storage.session.get('started')).started !== undefined;
}

/**
 * Runs in the background: every time that it has written down is so many milliseconds ago. Its clocks cannot be moved on instead, for
 * those of pages would stay behind.
 */
async function remember(longAgo: number): Promise<void> {
  const day = 24 * 60 * 60_000;
  const moved = (value: unknown): unknown => {
    if (typeof value === 'number') return Math.abs(value - Date.now()) < day ? value - longAgo : value;
    if (Array.isArray(value)) return value.map(moved);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, moved(one)]));
  };
  for (const area of [chrome.storage.local, chrome.storage.session])
    await area.set(moved(await area.get(null)) as Record<string, unknown>);
}

/** Runs in the background. */
async function soundAlarms(): Promise<void> {
  for (const { name } of await chrome.alarms.getAll()) await chrome.alarms.create(name, { when: Date.now() });
}

/** Runs in the background. */
async function isSettled(): Promise<boolean> {
  const all = await chrome.storage.local.get(null);
  return Object.keys(all).every((key) => !key.startsWith('settling/') || all[key] === null);
}

describe('somebody signs in over an account', () => {
  it.each<[Telling, string[]]>([
    ['both', ['Ann', 'Ben', 'Cora*']],
    ['nothing', ['Account 1', 'Account 2', 'Account 3*']],
  ])('on a site that tells %s, and becomes a new one', async (telling, rows) => {
    await withAnn(telling);
    await addAccount(browser, tab, ben);
    const [first = '', second = ''] = rows;
    await untilRows([first, `${second}*`]);
    await tab.bringToFront();
    const before = site.sessionOf('Ben');
    await tab.goto(site.url('/form'));
    await signIn(tab, cora);
    await untilRows(rows);
    await tab.bringToFront();
    await switchTo(browser, tab, second);
    await untilServed(site, tab, 'Ben');
    expect(site.sessionOf('Ben')).toBe(before);
    await switchTo(browser, tab, (rows[2] ?? '').replace('*', ''));
    await untilServed(site, tab, 'Cora');
  });

  it('by a link that looks like no sign-in, and becomes a new one', async () => {
    await withAnn('page');
    await addAccount(browser, tab, ben);
    // Of somebody whom no page has named yet it could not be told.
    await untilRows(['Ann', 'Ben*']);
    await tab.bringToFront();
    const before = site.sessionOf('Ben');
    await tab.goto(site.url('/as?name=Cora'));
    await untilRows(['Ann', 'Ben', 'Cora*']);
    for (const name of ['Ben', 'Cora', 'Ann', 'Ben']) {
      await tab.bringToFront();
      await switchTo(browser, tab, name);
      await untilServed(site, tab, name);
    }
    expect(site.sessionOf('Ben')).toBe(before);
  });

  it('and is the same person again', async () => {
    await withAnn();
    await tab.goto(site.url('/form'));
    await signIn(tab, ann);
    await untilRows(['Ann*']);
    // Had a second row been about to come, it would stand here.
    await tab.bringToFront();
    await addAccount(browser, tab, ben);
    await untilRows(['Ann', 'Ben*']);
  });
});

describe('a session that is tied to the browser', () => {
  it('is said of the account that has it', async () => {
    await withAnn();
    await startAdding();
    await tab.goto(site.url('/form?next=/bound'));
    await signIn(tab, ben);
    await untilRows(['Ann', 'Ben*']);
    const popup = await browser.openPopupPage(tab);
    await popup.press('button', 'More for Ben');
    await popup.press('menuitem', 'Details');
    const text = () => popup.evaluate(() => document.body.innerText, null);
    await until('what is said of it', async () =>
      (await text()).includes('tied this sign-in to this browser'),
    );
    await popup.close();
  });
});
