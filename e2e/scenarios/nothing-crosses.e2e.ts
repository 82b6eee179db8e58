import { describe, it, type TestContext } from 'vitest';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { startScreen } from '../driver/screen';
import { until, untilIs } from '../driver/until';
import { type BusyOptions, type BusySite, startBusySite } from '../sites/busy';
import { ann, ben } from '../sites/site';
import { addAccount, allowHere, builds, signIn, switchTo, untilServed, untilShows } from './steps';

/** What people install, on a site whose pages and server do all they can to bring one account's cookies under another. */

interface Begun {
  readonly site: BusySite;
  readonly browser: TestBrowser;
  readonly tab: SiteTab;
  /** The values of what the browser holds of the site, by name. */
  readonly cookies: () => Promise<Record<string, string>>;
}

/** Ann is "Account 1", and Ben, who is active, "Account 2". */
async function start(
  onTestFinished: TestContext['onTestFinished'],
  options: BusyOptions = {},
): Promise<Begun> {
  const [site, screen] = await Promise.all([startBusySite(options), startScreen()]);
  const browser = await launchBrowser({ dist: builds.real, display: screen.display });
  onTestFinished(async () => {
    await browser.close();
    await Promise.all([screen.stop(), site.stop()]);
  });
  const tab = await browser.open(site.url());
  await signIn(tab, ann);
  await allowHere(browser, screen, tab, 'localhost (all ports)');
  // Otherwise what is late holds every connection that a browser opens to one host.
  if (options.cookiesOnly !== true) site.answerAll();
  await addAccount(browser, tab, ben);
  await untilIs('the badge', '2', () => browser.badgeOf(tab));
  const cookies = async () => Object.fromEntries(await browser.inBackground(readCookies, null));
  return { site, browser, tab, cookies };
}

/** It waits for a minute, and lets the others run meanwhile. */
describe.concurrent('on a site that never rests', { retry: 0 }, () => {
  it('an answer that comes a minute later is found nowhere', async ({ expect, onTestFinished }) => {
    const { site, browser, tab, cookies } = await start(onTestFinished);
    await until('every kind of request of Ben', () => site.asked('Ben') >= 6);
    await switchTo(browser, tab, 'Account 1');
    const since = Date.now();
    await untilShows(tab, 'Ann');
    // What Ann's own pages ask for meanwhile is not what this is about.
    await tab.goto('about:blank');
    // Longer than a browser keeps a request whose page is gone, and than the switch takes to be written down and read again.
    await until('a minute', () => Date.now() - since > 61_000, 70_000);
    site.answerAll();
    await tab.goto(site.url());
    await untilServed(site, tab, 'Ann');
    expect(Object.values(await cookies())).not.toContain('Ben');
    expect(site.mixed()).toEqual([]);
    await switchTo(browser, tab, 'Account 2');
    await untilServed(site, tab, 'Ben');
    expect(Object.values(await cookies())).not.toContain('Ann');
  });
});

describe.concurrent('one after the other', { retry: 0 }, () => {
  describe.sequential('on a site that never rests', () => {
    it('no late answer, no timer and no farewell of one account is found under another', async ({
      expect,
      onTestFinished,
    }) => {
      const { site, browser, tab, cookies } = await start(onTestFinished);
      await until('every kind of request of Ben', () => site.asked('Ben') >= 6);
      const before = site.asked('Ann');
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      await until('every kind of request of Ann', () => {
        site.answerAll();
        return site.asked('Ann') >= before + 6;
      });
      expect((await cookies()).sid).toBe('Ann');
      expect(Object.values(await cookies())).not.toContain('Ben');
      await tab.reload();
      await untilServed(site, tab, 'Ann');
      // By now the browser has seen the last of the answers too.
      expect((await cookies()).sid).toBe('Ann');
      expect(Object.values(await cookies())).not.toContain('Ben');
      expect(site.mixed()).toEqual([]);
    });

    it('nothing that pages and workers of one account store is found under another, and it comes back', async ({
      expect,
      onTestFinished,
    }) => {
      const { site, browser, tab } = await start(onTestFinished);
      // Otherwise they hold every connection that a browser opens to one host.
      const answering = setInterval(site.answerAll, 20);
      onTestFinished(() => clearInterval(answering));
      const second = await browser.open(site.url('/second'), { newWindow: true });
      const behind = await browser.open(site.url('/behind'));
      await (await browser.open('about:blank')).bringToFront();
      await untilShows(second, 'Ben');
      await untilShows(behind, 'Ben');
      await tab.bringToFront();
      const writers = ['page', 'service worker', 'shared worker', 'worker'];
      await untilIs('who writes', writers, async () =>
        Object.keys((await tab.evaluate(stored, null)).rows).sort(),
      );
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      await untilShows(second, 'Ann');
      // Long enough for each of them to have written many times, were it still there.
      await untilManyPosts(site, 'Ann');
      const found = await tab.evaluate(stored, null);
      expect(JSON.stringify(found)).not.toContain('Ben');
      expect(found.rows.page).toBe('Ann');
      expect(site.mixed()).toEqual([]);
      await switchTo(browser, tab, 'Account 2');
      await untilServed(site, tab, 'Ben');
      await untilManyPosts(site, 'Ben');
      expect(JSON.stringify(await tab.evaluate(stored, null))).not.toContain('Ann');
      expect(site.mixed()).toEqual([]);
    });

    it('what the server last told an account is there when it comes back', async ({
      expect,
      onTestFinished,
    }) => {
      const { site, browser, tab, cookies } = await start(onTestFinished);
      await until('every kind of request of Ben', () => site.asked('Ben') >= 6);
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      site.answerAll();
      // What was answered has come when something that was asked for later has.
      await tab.evaluate(askOnce, 'Ann');
      const popup = await browser.openPopup(tab);
      await popup.press('button', 'Account 2');
      await untilServed(site, tab, 'Ben');
      await popup.close();
      const found = await cookies();
      // The others ended with their page; these go on without it.
      for (const kind of ['keepalive', 'beacon']) expect(found[`late-${kind}`]).toBe('Ben');
      expect(Object.values(found)).not.toContain('Ann');
    });

    it('a token that is being renewed when the switch begins is not lost', async ({
      expect,
      onTestFinished,
    }) => {
      const { site, browser, tab, cookies } = await start(onTestFinished);
      site.answerAll();
      await tab.evaluate(() => void fetch('/renew', { method: 'POST' }), null);
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      expect((await cookies()).token).toBeUndefined();
      site.answerAll();
      await switchTo(browser, tab, 'Account 2');
      expect((await cookies()).token).toBe('renewed by Ben');
    });

    it('answers to the new account keep their cookies', async ({ onTestFinished }) => {
      const { site, browser, tab, cookies } = await start(onTestFinished);
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      const kinds = ['fetch', 'keepalive', 'beacon', 'image', 'worker', 'service-worker'];
      await untilIs(
        'what late answers set',
        kinds.map(() => 'Ann'),
        async () => {
          site.answerAll();
          const found = await cookies();
          return kinds.map((kind) => found[`late-${kind}`] ?? '');
        },
      );
    });

    it('an answer that the browser may keep is asked for again, and Back shows nobody else', async ({
      onTestFinished,
    }) => {
      const { site, browser, tab } = await start(onTestFinished);
      // Otherwise they hold every connection that a browser opens to one host.
      site.answerAll();
      await tab.goto(site.url('/other'));
      await untilShows(tab, 'Ben');
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      const visits = site.visits();
      await tab.evaluate(() => history.back(), null);
      await until('the page before to be asked for', () => {
        site.answerAll();
        return site.visits() > visits;
      });
      await untilServed(site, tab, 'Ann');
    });
  });

  /** Where there is nothing to exchange but cookies, pages may give way faster. */
  describe.sequential('on a site that keeps nothing but cookies', () => {
    it('no late answer, no timer and no farewell of one account is found under another', async ({
      expect,
      onTestFinished,
    }) => {
      const { site, browser, tab, cookies } = await start(onTestFinished, { cookiesOnly: true });
      await until('a request of Ben', () => site.asked('Ben') > 0);
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      await untilManyPosts(site, 'Ann');
      site.answerAll();
      await untilManyPosts(site, 'Ann');
      expect(Object.values(await cookies())).not.toContain('Ben');
      expect(site.mixed()).toEqual([]);
      await switchTo(browser, tab, 'Account 2');
      await untilServed(site, tab, 'Ben');
      const found = await cookies();
      expect(found.farewell).toBe('Ben');
      expect(found['late-keepalive']).toBe('Ben');
      expect(Object.values(found)).not.toContain('Ann');
      expect(site.mixed()).toEqual([]);
    });

    it.for(["script-src 'nonce-busy'", "script-src 'nonce-busy'; require-trusted-types-for 'script'"])(
      'a page hears of nothing that its policy forbids: %s',
      async (policy, { expect, onTestFinished }) => {
        const { site, browser, tab, cookies } = await start(onTestFinished, { cookiesOnly: true, policy });
        await switchTo(browser, tab, 'Account 1');
        await untilServed(site, tab, 'Ann');
        await untilManyPosts(site, 'Ann');
        expect(Object.values(await cookies())).not.toContain('Ben');
        expect(site.mixed()).toEqual([]);
        await switchTo(browser, tab, 'Account 2');
        await untilServed(site, tab, 'Ben');
        const found = await cookies();
        expect(found.farewell).toBe('Ben');
        expect(found.violation).toBeUndefined();
      },
    );

    it('a page comes back at its address, and a form is not sent again', async ({
      expect,
      onTestFinished,
    }) => {
      const { site, browser, tab } = await start(onTestFinished, { cookiesOnly: true });
      await tab.goto(site.url('/other#part'));
      await untilServed(site, tab, 'Ben');
      const length = await tab.evaluate(() => history.length, null);
      await switchTo(browser, tab, 'Account 1');
      await untilServed(site, tab, 'Ann');
      expect(await tab.evaluate(() => location.href, null)).toBe(site.url('/other#part'));
      expect(await tab.evaluate(() => history.length, null)).toBe(length);
      await tab.evaluate(sendForm, null);
      await until('the form', () => site.forms() === 1);
      await untilIs('the page', '/form', () => tab.evaluate(() => location.pathname, null));
      await untilServed(site, tab, 'Ann');
      await switchTo(browser, tab, 'Account 2');
      await untilServed(site, tab, 'Ben');
      expect(await tab.evaluate(() => location.pathname, null)).toBe('/form');
      expect(site.forms()).toBe(1);
    });
  });
});

/** From now on. */
async function untilManyPosts(site: BusySite, person: string): Promise<void> {
  const before = site.posts(person);
  await until(`many posts of ${person}`, () => site.posts(person) > before + 50);
}

// The functions below run in the browser.

async function askOnce(person: string): Promise<void> {
  await fetch(`/post?from=${person}`, { method: 'POST' });
}

function sendForm(): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/form';
  document.body.append(form);
  form.submit();
}

interface Stored {
  readonly rows: Record<string, string>;
  readonly entries: [string, string][];
}

/** Everything that can be seen from a page. */
async function stored(): Promise<Stored> {
  const request = indexedDB.open('busy', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('writers');
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  const store = request.result.transaction('writers').objectStore('writers');
  const [keys, values] = [store.getAllKeys(), store.getAll()];
  await new Promise((resolve) => {
    values.onsuccess = resolve;
  });
  request.result.close();
  const rows = Object.fromEntries(keys.result.map((key, index) => [key, values.result[index]]));
  return { rows, entries: [...Object.entries(localStorage), ...Object.entries(sessionStorage)] };
}

declare const chrome: {
  cookies: { getAll(query: { domain: string }): Promise<{ name: string; value: string }[]> };
};

async function readCookies(): Promise<[string, string][]> {
  return (await chrome.cookies.getAll({ domain: 'localhost' })).map(({ name, value }) => [name, value]);
}
