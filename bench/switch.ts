import type { Panel, SiteTab, TestBrowser } from '../e2e/driver/browser';
import { launchChromium } from '../e2e/driver/chromium';
import { until, untilIs } from '../e2e/driver/until';
import { builds } from '../e2e/scenarios/steps';
import { type BenchSite, startBenchSite } from './site';

const rounds = 21;

/**
 * How long a switch takes, from the press on a row until the page's own request reaches the server as the other person,
 * against a plain reload of the same page, measured in turns in one run. Says medians in milliseconds, and their ratio.
 */
export async function benchSwitch(): Promise<void> {
  console.log('cookies  accounts  reload ms  switch ms  ratio');
  for (const [cookies, accounts] of [
    [10, 2],
    [70, 2],
    [10, 1000],
  ] as const) {
    const { reload, change } = await measure(cookies, accounts);
    const columns = [cookies, accounts, reload.toFixed(1), change.toFixed(1), (change / reload).toFixed(2)];
    console.log(
      columns.map((column, index) => String(column).padStart([7, 10, 11, 11, 7][index] ?? 0)).join(''),
    );
  }
}

async function measure(cookies: number, accounts: number): Promise<{ reload: number; change: number }> {
  const [site, browser] = await Promise.all([startBenchSite(), launchChromium({ dist: builds.granted })]);
  try {
    const tab = await browser.open(site.url);
    await twoAccounts(browser, site, tab, cookies);
    if (accounts > 2) await browser.inBackground(multiplyAccounts, accounts - 2);
    const popup = await browser.openPopup(tab);
    await until('the list', async () => (await popup.accounts()).length === accounts);
    const reloads: number[] = [];
    const changes: number[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const person of ['ann', 'ben']) {
        changes.push(await timed(site, person, () => popup.evaluate(pressRow, person)));
        await settled(popup, tab, person);
        reloads.push(await timed(site, person, () => tab.evaluate(reload, null)));
        await settled(popup, tab, person);
      }
    }
    return { reload: median(reloads), change: median(changes) };
  } finally {
    await browser.close();
    await site.stop();
  }
}

async function twoAccounts(
  browser: TestBrowser,
  site: BenchSite,
  tab: SiteTab,
  cookies: number,
): Promise<void> {
  await tab.evaluate(post, site.signInUrl('ann', cookies));
  await until('ann', async () => (await tab.text()).includes('ann'));
  const first = await browser.openPopup(tab);
  await first.press('button', 'Use Hatrack on bench.test');
  await untilIs('the accounts', ['Account 1*'], () => first.accounts());
  await first.press('button', 'Add account');
  await until('nobody', async () => (await tab.text()).includes('nobody'));
  await first.close();
  await tab.evaluate(post, site.signInUrl('ben', cookies));
  await until('ben', async () => (await tab.text()).includes('ben'));
}

async function timed(site: BenchSite, person: string, act: () => Promise<unknown>): Promise<number> {
  const visit = site.nextVisit(person);
  const start = performance.now();
  await act();
  return (await visit) - start;
}

async function settled(popup: Panel, tab: SiteTab, person: string): Promise<void> {
  await until('the page', async () => (await tab.text()).includes(person));
  await until('the popup to rest', () => popup.evaluate(isAtRest, null));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

// The functions below run in the browser.

declare const chrome: {
  storage: {
    local: { get(key: string | null): Promise<Record<string, never>>; set(items: object): Promise<void> };
  };
};

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

function post(url: string): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = url;
  document.body.append(form);
  form.submit();
}

/** More accounts like the second one, each with a label of its own; their jars are the size of its jar. */
async function multiplyAccounts(count: number): Promise<void> {
  interface Account {
    id: string;
    label: string;
  }
  const key = 'site/bench.test';
  const site = (await chrome.storage.local.get(key))[key] as unknown as { accounts: string[] };
  const source = site.accounts[1] ?? '';
  const account = (await chrome.storage.local.get(`account/${source}`))[
    `account/${source}`
  ] as unknown as Account;
  const ids = Array.from({ length: count }, (_, index) => `copy-${index}`);
  const copies = ids.map((id, index) => [`account/${id}`, { ...account, id, label: `Copy ${index}` }]);
  const open = indexedDB.open('hatrack');
  await new Promise((resolve) => {
    open.onsuccess = resolve;
  });
  const transaction = open.result.transaction('jars', 'readwrite');
  const jars = transaction.objectStore('jars');
  const jar = jars.get([source, 'newest']);
  jar.onsuccess = () => {
    for (const id of ids) jars.put(jar.result, [id, 'newest']);
  };
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  open.result.close();
  const accounts = [...site.accounts, ...ids];
  await chrome.storage.local.set({ ...Object.fromEntries(copies), [key]: { ...site, accounts } });
}
