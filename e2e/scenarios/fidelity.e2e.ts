import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { happens } from '../differences';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { until } from '../driver/until';
import { startAppShell } from '../sites/app-shell';
import { type CookieSite, startEveryCookie } from '../sites/every-cookie';
import { ann, ben, type TestSite } from '../sites/site';
import { startTokenApp } from '../sites/token-app';
import {
  addAccount,
  builds,
  signIn,
  switchTo,
  untilServed,
  untilStored,
  useHere,
  withTwoAccounts,
} from './steps';

/** What a server sees after a switch there and back is, to the byte, what it saw before. */
describe('a site with every kind of cookie, and as many as there can be', () => {
  let site: CookieSite;
  let browser: TestBrowser;
  let tab: SiteTab;

  beforeEach(async () => {
    [site, browser] = await Promise.all([startEveryCookie(), launchBrowser({ dist: builds.granted })]);
    tab = await browser.open(site.url());
  });
  afterEach(async () => {
    await browser.close();
    await site.stop();
  });

  it('gets each person’s cookies back in full and in order', async () => {
    await signIn(tab, ann);
    const anns = site.lastHeader();
    expect(anns.split('; ')).toHaveLength(happens('cookies without a name') ? 178 : 177);
    await (await useHere(browser, tab, 'localhost (all ports)')).close();
    await addAccount(browser, tab, ben);
    const bens = site.lastHeader();
    for (let turn = 0; turn < 3; turn++) {
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      expect(site.lastHeader()).toBe(anns);
      await switchTo(browser, tab, 'Account 2');
      await untilServed(site, tab, 'Ben');
      expect(site.lastHeader()).toBe(bens);
    }
  });
});

describe('a site whose service worker keeps the page of whoever was signed in', { retry: 0 }, () => {
  let site: TestSite;
  let browser: TestBrowser;

  beforeAll(async () => {
    [site, browser] = await Promise.all([startAppShell(), launchBrowser({ dist: builds.granted })]);
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  it('shows each account its own, also at an address that no tab shows', async () => {
    const tab = await browser.open(site.url());
    await signIn(tab, ann);
    await until('the shell to be kept', () => tab.evaluate(hasShell, null));
    await (await useHere(browser, tab, 'localhost (all ports)')).close();
    await addAccount(browser, tab, ben);
    await until('the shell to be kept', () => tab.evaluate(hasShell, null));
    await switchTo(browser, tab, 'Account 1');
    await untilServed(site, tab, 'Ann');
    await until('the shell to be kept', () => tab.evaluate(hasShell, null));
    // Another port is another origin of the same site.
    const other = await startAppShell();
    await tab.goto(other.url());
    await untilServed(other, tab, 'Ann');
    await switchTo(browser, tab, 'Account 2');
    await untilServed(other, tab, 'Ben');
    await tab.goto(site.url());
    await untilServed(site, tab, 'Ben');
    await other.stop();
  });
});

describe('caches of answers that each account has of its own', () => {
  it('come back entry by entry', async () => {
    const [site, browser] = await Promise.all([
      startTokenApp('local'),
      launchBrowser({ dist: builds.granted }),
    ]);
    onTestFinished(async () => {
      await browser.close();
      await site.stop();
    });
    const tab = await withTwoAccounts(browser, site, 'localhost (all ports)', [ann, ben]);
    const settings = await browser.openSettings();
    await settings.unfold('What each account has of its own');
    await settings.choose('Cached answers', 'Each account its own');
    await untilStored(settings, '"caches":"own"');
    await settings.close();
    await tab.bringToFront();
    await tab.evaluate(fillCache, null);
    const kept = await tab.evaluate(readCache, null);
    expect(kept).toEqual([
      'GET /data?x=1 200 OK application/json [1,2] en',
      'GET /empty 204 Nothing here   en',
      'GET /large 200 OK application/octet-stream 6291456 en',
    ]);
    await switchTo(browser, tab, 'Account 1');
    await untilServed(site, tab, 'Ann');
    expect(await tab.evaluate(readCache, null)).toEqual([]);
    await switchTo(browser, tab, 'Account 2');
    await untilServed(site, tab, 'Ben');
    expect(await tab.evaluate(readCache, null)).toEqual(kept);
  });
});

async function fillCache(): Promise<void> {
  const cache = await caches.open('pages');
  const put = (path: string, body: BodyInit | null, init: ResponseInit) =>
    cache.put(new Request(path, { headers: { 'accept-language': 'en' } }), new Response(body, init));
  const json = { 'content-type': 'application/json' };
  await put('/data?x=1', '[1,2]', { status: 200, statusText: 'OK', headers: json });
  await put('/empty', null, { status: 204, statusText: 'Nothing here' });
  const bytes = { 'content-type': 'application/octet-stream' };
  await put('/large', new Uint8Array(6 * 2 ** 20), { status: 200, statusText: 'OK', headers: bytes });
}

async function readCache(): Promise<string[]> {
  if (!(await caches.has('pages'))) return [];
  const cache = await caches.open('pages');
  const lines = (await cache.keys()).map(async (request) => {
    const response = (await cache.match(request)) as Response;
    const { pathname, search } = new URL(request.url);
    const text = await response.text();
    return [
      request.method,
      pathname + search,
      response.status,
      response.statusText,
      response.headers.get('content-type'),
      text.length > 100 ? text.length : text,
      request.headers.get('accept-language'),
    ].join(' ');
  });
  return Promise.all(lines);
}

async function hasShell(): Promise<boolean> {
  return (
    navigator.serviceWorker.controller !== null &&
    (await caches.match('/', { ignoreSearch: true })) !== undefined
  );
}
