import type { Panel, SiteTab } from '../e2e/driver/browser';
import { launchChromium } from '../e2e/driver/chromium';
import { until, untilIs } from '../e2e/driver/until';
import { builds } from '../e2e/scenarios/steps';
import { signInAll } from './accounts';
import { type BenchSite, startBenchSite } from './site';
import { quantile, say } from './table';

const rounds = 21;

interface Case {
  readonly cookies: number;
  readonly accounts: number;
  /** Bytes that each account keeps in localStorage, and as many in a database. */
  readonly stored: number;
}

const cases: readonly Case[] = [
  { cookies: 10, accounts: 2, stored: 0 },
  { cookies: 70, accounts: 2, stored: 0 },
  { cookies: 10, accounts: 1000, stored: 0 },
  { cookies: 10, accounts: 2, stored: 1_000_000 },
];

const columns = [
  'cookies',
  'accounts',
  'stored MB',
  'reload ms',
  'bare ms',
  'gone ms',
  'switch ms',
  'from',
  'to',
  'bare ratio',
  'gone ratio',
  'ratio',
  'more ms',
];

/**
 * How long a switch takes, from the press on a row until the page's own script asks the server who is signed in, as the other
 * person, against the same for a plain reload, measured in turns in one run. Beside them a bare switch, less than which none that
 * keeps what a browser has cached from the next person can do: it drops that, sets the cookies and loads the page, and saves nothing,
 * holds nothing back, looks at nothing. "Gone" is the same once an empty page has taken the place of the one that is there, less than
 * which none can do that lets no page write into the next person's cookies, in its farewell or by its clock. Says medians in
 * milliseconds, where the middle half of the switches lies, what each is of a reload, and how much longer the whole one takes.
 */
export async function benchSwitch(): Promise<void> {
  say(columns);
  for (const one of cases) {
    const { reloads, bares, gones, changes } = await measure(one);
    const [reload = 0, bare = 0, empty = 0, change = 0] = [reloads, bares, gones, changes].map((times) =>
      quantile(times, 0.5),
    );
    const times = [reload, bare, empty, change, quantile(changes, 0.25), quantile(changes, 0.75)];
    say([
      one.cookies,
      one.accounts,
      `2 × ${one.stored / 1_000_000}`,
      ...times.map((time) => time.toFixed(1)),
      (bare / reload).toFixed(2),
      (empty / reload).toFixed(2),
      (change / reload).toFixed(2),
      (change - reload).toFixed(1),
    ]);
  }
}

/** Milliseconds of each. */
interface Times {
  readonly reloads: readonly number[];
  readonly bares: readonly number[];
  readonly gones: readonly number[];
  readonly changes: readonly number[];
}

async function measure({ cookies, accounts, stored }: Case): Promise<Times> {
  const site = await startBenchSite();
  const browser = await launchChromium({ dist: builds.granted, trustedKey: site.key });
  try {
    const tab = await browser.open(site.url);
    await signInAll(browser, site, tab, { cookies, accounts });
    const popup = await browser.openPopup(tab);
    await untilIs('the list', accounts, () => popup.evaluate(listLength, null));
    const reloads: number[] = [];
    const bares: number[] = [];
    const gones: number[] = [];
    const changes: number[] = [];
    for (let round = -1; round < rounds; round++) {
      for (const person of ['ann', 'ben']) {
        const change = await timed(site, person, () => popup.evaluate(pressRow, person));
        await settled(popup, tab, person);
        // In the first round each account gets what it keeps.
        if (round < 0) await tab.evaluate(store, stored);
        const again = await timed(site, person, () => tab.evaluate(reload, null));
        await settled(popup, tab, person);
        if (round < 0) continue;
        changes.push(change);
        reloads.push(again);
        bares.push(await bare(site, popup, tab, person, false));
        gones.push(await bare(site, popup, tab, person, true));
      }
    }
    return { reloads, bares, gones, changes };
  } finally {
    await browser.close();
    await site.stop();
  }
}

async function timed(site: BenchSite, person: string, act: () => Promise<unknown>): Promise<number> {
  const visit = site.nextVisit(person);
  const start = performance.now();
  await act();
  return (await visit) - start;
}

/** To the other person and, untimed, back: what Hatrack holds for live stays so. @param goes the page that is there goes first */
async function bare(
  site: BenchSite,
  popup: Panel,
  tab: SiteTab,
  person: string,
  goes: boolean,
): Promise<number> {
  const other = person === 'ann' ? 'ben' : 'ann';
  const time = await timed(site, other, () =>
    popup.evaluate(bareSwitch, [site.url, person, other, goes] as const),
  );
  await settled(popup, tab, other);
  await popup.evaluate(bareSwitch, [site.url, other, person, false] as const);
  await settled(popup, tab, person);
  return time;
}

async function settled(popup: Panel, tab: SiteTab, person: string): Promise<void> {
  await until('the page', async () => (await tab.text()).includes(person));
  await until('the popup to rest', () => popup.evaluate(isAtRest, null));
}

// The functions below run in the browser.

/** Of a long list only a part is in the document; each row says how many there are. */
function listLength(): number {
  return Number(document.querySelector('[aria-setsize]')?.getAttribute('aria-setsize') ?? 0);
}

function pressRow(person: string): void {
  const label = person === 'ann' ? 'Account 1' : 'Account 2';
  document.querySelector<HTMLElement>(`[data-row][aria-label="${label}"]`)?.click();
}

function isAtRest(): boolean {
  return document.querySelector('[data-row][aria-disabled="true"]') === null;
}

function reload(): void {
  location.reload();
}

interface Cookie {
  name: string;
  value: string;
  path: string;
  secure: boolean;
  httpOnly: boolean;
  sameSite: string;
}

declare const chrome: {
  cookies: {
    getAll(filter: { url: string }): Promise<Cookie[]>;
    set(cookie: Cookie & { url: string }): Promise<unknown>;
  };
  browsingData: { remove(where: { origins: string[] }, what: { cache: true }): Promise<void> };
  tabs: {
    query(filter: { url: string }): Promise<{ id: number }[]>;
    reload(id: number): Promise<void>;
  };
  scripting: {
    executeScript(what: {
      target: { tabId: number };
      world?: 'MAIN';
      func: () => unknown;
    }): Promise<{ result: unknown }[]>;
  };
};

/** The cookies of both have the same names, so none is left. */
async function bareSwitch([url, from, to, goes]: readonly [string, string, string, boolean]): Promise<void> {
  const { origin, protocol, hostname } = new URL(url);
  const found = chrome.tabs.query({ url: `${protocol}//${hostname}/*` });
  if (goes) {
    const target = { tabId: (await found)[0]?.id ?? 0 };
    await chrome.scripting.executeScript({
      target,
      world: 'MAIN',
      func: () => location.replace("javascript:'<!--empty-->'"),
    });
    const isEmpty = () => document.firstChild?.nodeType === Node.COMMENT_NODE;
    while ((await chrome.scripting.executeScript({ target, func: isEmpty }))[0]?.result !== true);
  }
  const dropped = chrome.browsingData.remove({ origins: [origin] }, { cache: true });
  const [cookies, [tab]] = await Promise.all([chrome.cookies.getAll({ url }), found]);
  const set = cookies.map(({ name, value, path, secure, httpOnly, sameSite }) =>
    chrome.cookies.set({
      url,
      name,
      value: value.replace(from, to),
      path,
      secure,
      httpOnly,
      sameSite,
    }),
  );
  await Promise.all([dropped, ...set]);
  if (tab) await chrome.tabs.reload(tab.id);
}

/** A hundred entries, and a hundred rows. */
async function store(bytes: number): Promise<void> {
  if (bytes === 0) return;
  const text = 'x'.repeat(bytes / 100);
  for (let entry = 0; entry < 100; entry++) localStorage.setItem(`entry ${entry}`, text);
  const open = indexedDB.open('notes', 1);
  open.onupgradeneeded = () => open.result.createObjectStore('rows');
  await new Promise((resolve) => {
    open.onsuccess = resolve;
  });
  const transaction = open.result.transaction('rows', 'readwrite');
  for (let row = 0; row < 100; row++) transaction.objectStore('rows').put({ text }, row);
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  open.result.close();
}
