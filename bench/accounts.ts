import type { SiteTab, TestBrowser } from '../e2e/driver/browser';
import { until, untilIs } from '../e2e/driver/until';
import type { BenchSite } from './site';

/** Signs ann in as "Account 1" and ben as "Account 2", who stays active; all further accounts are copies of ben's. */
export async function signInAll(
  browser: TestBrowser,
  site: BenchSite,
  tab: SiteTab,
  { cookies, accounts }: { readonly cookies: number; readonly accounts: number },
): Promise<void> {
  await signInTwo(browser, site, tab, cookies);
  if (accounts === 2) return;
  await browser.inBackground(multiplyAccounts, accounts - 2);
  // It remembers what it has read.
  await browser.killWorker();
}

async function signInTwo(
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

// The functions below run in the browser.

declare const chrome: {
  storage: {
    local: { get(key: string | null): Promise<Record<string, never>>; set(items: object): Promise<void> };
  };
};

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
