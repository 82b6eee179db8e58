import browser, { type Tabs } from 'webextension-polyfill';
import type { TabId } from '@/domain/ids';
import { knownMarks } from '@/domain/known-marks';
import type { PageLook } from '@/domain/page-look';
import { signOutPath } from '@/domain/sign-out';
import { coversUrl, type Site } from '@/domain/site';
import { type Holdings, holdsNothing } from '@/domain/web-storage';
import type { Tab, TabsPort } from '@/engine/ports';
import { sessionArea } from './areas';
import {
  asksPassword,
  comeBack,
  countHoldings,
  giveWay,
  giveWayHere,
  type Looks,
  lookLike,
  quietUrl,
  standing,
  wouldAsk,
} from './in-page';
import { readPageFacts } from './page-facts';
import { firebaseRows, glance, smallPicture } from './page-look';
import { isUnruled } from './script-policy';
import { storeOfTab } from './store';

/** Milliseconds until a page that hangs is taken for one that cannot be talked to. */
const patience = 2000;

/** Milliseconds until a page that was to give way in its place goes to another address instead. */
const patienceHere = 200;

export function createTabsPort(): TabsPort {
  return {
    all: async (storeId) => (await allTabs()).filter((tab) => tab.storeId === storeId),
    byId: async (id) => {
      const tab = await unlessGone(browser.tabs.get(id));
      return tab === null ? null : toTab(tab);
    },
    wouldAsk: async (id) => (await runIn(id, wouldAsk, [])) === true,
    asksPassword: async (id) => (await runIn(id, asksPassword, [])) === true,
    holdings,
    look,
    picture: async (id, url) => {
      const picture = await runIn(id, smallPicture, [url]);
      return typeof picture === 'string' ? picture : null;
    },
    quiet,
    show,
    lead: async (id, url) => {
      await unlessGone(browser.tabs.update(id, { url }));
    },
    reload: async (id) => {
      await unlessGone(browser.tabs.reload(id));
    },
    // Chromium gives the tab back (under a new id), or nothing when it would not; Firefox gives nothing and obeys.
    discard: async (id) => {
      const tab = await unlessGone(browser.tabs.discard(id) as Promise<unknown>);
      return import.meta.env.FIREFOX ? tab !== null : tab !== null && tab !== undefined;
    },
  };
}

/** Filtered here and not by a pattern: Firefox finds nothing for a pattern with a port, and says nothing. */
export async function tabsOf(site: Site): Promise<Tab[]> {
  return (await allTabs()).filter((tab) => coversUrl(site, tab.url));
}

async function allTabs(): Promise<Tab[]> {
  return (await browser.tabs.query({})).flatMap((tab) => toTab(tab) ?? []);
}

/** A tab comes to another page (`loading`), which is there (`loaded`); or its page has another address or title than before. */
export function onTabChange(listener: (id: TabId, change: 'loading' | 'loaded' | 'changed') => void): void {
  browser.tabs.onUpdated.addListener((id, { status, url, title }) => {
    if (status !== undefined) listener(id as TabId, status === 'complete' ? 'loaded' : 'loading');
    else if (url !== undefined || title !== undefined) listener(id as TabId, 'changed');
  });
}

/** Asks the content script of a tab for nothing; it hears that it should ask again. No script there is no error. */
export async function messageTab(id: TabId, message: unknown): Promise<void> {
  await unlessGone(browser.tabs.sendMessage(id, message));
}

async function quiet(id: TabId, brief: boolean): Promise<Holdings | null> {
  const here = !import.meta.env.FIREFOX && brief ? await quietHere(id) : null;
  if (here !== null) return here;
  const looks = await runIn(id, giveWay, [quietUrl]);
  return looks === failed ? holdsNothing : arrived(id, quietUrl, looks ?? plain, patience);
}

/** @returns `null` where the page does not give way in its place, or must not be asked to */
async function quietHere(id: TabId): Promise<Holdings | null> {
  const found = runIn(id, standing, []);
  const loading = found.then((page) => (page === failed ? null : (page?.loading ?? null)));
  if (!(await isUnruled(sessionArea(), id, loading))) return null;
  const page = await found;
  const mark = crypto.randomUUID();
  // Once alone: on its way it can find that its person has gone to another page, which has to stay.
  const script = { target: { tabId: id }, injectImmediately: true, args: [mark], world: 'MAIN' as const };
  void unlessGone(browser.scripting.executeScript({ ...script, func: giveWayHere as () => void }));
  return arrived(id, mark, page === failed || page === undefined ? plain : page.looks, patienceHere);
}

/**
 * Waits for the empty page.
 * @param quiet how it is known
 * @param within milliseconds
 * @returns `null` when it does not come
 */
async function arrived(id: TabId, quiet: string, looks: Looks, within: number): Promise<Holdings | null> {
  const end = Date.now() + within;
  while (Date.now() < end) {
    // Answered by whichever page is there by now; between two pages there is none.
    const held = await runIn(id, countHoldings, [quiet]);
    // Firefox: no page that scripts may run in is there yet. The empty one will be.
    if (held === failed && import.meta.env.FIREFOX) continue;
    if (held === failed) return holdsNothing;
    if (held !== null && held !== undefined) {
      // Nobody has to wait for how it looks.
      void runIn(id, lookLike, [quietUrl, looks]);
      return held;
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return null;
}

async function look(id: TabId): Promise<PageLook | null> {
  const [seen, facts, rows] = await Promise.all([
    runIn(id, glance, [signOutPath.source]),
    runIn(id, readPageFacts, [knownMarks]),
    runIn(id, firebaseRows, []),
  ]);
  if (seen === failed || facts === failed || !seen || !facts) return null;
  return { ...seen, facts, rows: rows === failed ? [] : (rows ?? []) };
}

async function holdings(id: TabId): Promise<Holdings> {
  const found = await runIn(id, countHoldings, [null]);
  return found === failed || found === undefined || found === null ? holdsNothing : found;
}

async function show(id: TabId, url: string, again: boolean): Promise<void> {
  if ((await runIn(id, comeBack, [quietUrl, url, again])) !== failed) return;
  // No script runs on an error page of the browser, so it was not made quiet; its address shows that it is still the site's.
  const tab = await unlessGone(browser.tabs.get(id));
  if (tab?.url) await unlessGone(browser.tabs.reload(id));
}

/** For a page that was gone before it could say how it looked. */
const plain: Looks = { title: '', background: '' };

const failed = Symbol('no script can run there');

/** Runs a function in the page of a tab, at once and apart from the page's own scripts. */
async function runIn<Inputs extends unknown[], Output>(
  tabId: TabId,
  func: (...inputs: Inputs) => Output | Promise<Output>,
  args: Inputs,
): Promise<Output | typeof failed | undefined> {
  const end = Date.now() + patience;
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience, undefined));
  const run = async () => {
    while (Date.now() < end) {
      try {
        const script = {
          target: { tabId },
          injectImmediately: true,
          func: func as () => void,
          args,
        };
        const [result] = await browser.scripting.executeScript(script);
        return result?.result as Output | undefined;
      } catch (error) {
        if (!isBetweenPages(error)) return failed;
      }
    }
    return undefined;
  };
  return Promise.race([run(), late]);
}

/** Chromium: one page went while the script was on its way, and the next is not there yet. */
function isBetweenPages(error: unknown): boolean {
  return error instanceof Error && /frame .*was removed/i.test(error.message);
}

function toTab(tab: Tabs.Tab): Tab | null {
  if (tab.id === undefined) return null;
  return {
    id: tab.id as TabId,
    storeId: storeOfTab(tab),
    url: tab.url ?? '',
    title: tab.title ?? '',
    front: tab.active,
    awake: isAwake(tab),
    loading: tab.status === 'loading',
    opener: (tab.openerTabId ?? null) as TabId | null,
  };
}

/** Chromium keeps calling a tab discarded that has woken, and its status tells; Firefox's status says nothing of sleep. */
function isAwake({ discarded, status }: Tabs.Tab): boolean {
  return import.meta.env.FIREFOX ? discarded !== true : status !== 'unloaded';
}

/** People close tabs whenever they like; each call on one may find it gone. */
async function unlessGone<Result>(call: Promise<Result>): Promise<Result | null> {
  try {
    return await call;
  } catch {
    return null;
  }
}
