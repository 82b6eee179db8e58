import browser, { type Tabs } from 'webextension-polyfill';
import { knownMarks } from '@/domain/identity/known-marks';
import type { PageLook } from '@/domain/identity/page-look';
import type { TabId } from '@/domain/ids';
import { type Holdings, holdsNothing } from '@/domain/jar/web-storage';
import { signOutPath } from '@/domain/sign-out';
import { coversUrl, type Site } from '@/domain/site';
import type { QuietPage, Tab, TabsPort } from '@/engine/ports';
import { after } from './after';
import { sessionArea } from './areas';
import { lead } from './lead';
import {
  asksPassword,
  comeBack,
  countHoldings,
  giveWay,
  giveWayHere,
  isQuiet,
  type Looks,
  lookLike,
  quietUrl,
  standing,
  wasGoneTo,
  writtenPage,
} from './pages/in-page';
import { readPageFacts } from './pages/page-facts';
import { firebaseRows, glance, smallPicture } from './pages/page-look';
import { failed, injectInto, longPatience, patience, runIn } from './pages/run-in';
import { isUnruled } from './pages/script-policy';
import { standInFor } from './pages/stand-in';
import { storeOfTab } from './store';
import { unlessGone } from './unless-gone';

/** Milliseconds until a page that was to give way in its place goes to another address instead. */
const patienceHere = 200;

/** Milliseconds until a picture that a page has not loaded is given up. Nobody waits for it. */
const patienceForPicture = 5000;

export function createTabsPort(): TabsPort {
  const standings = new Map<TabId, Standing>();
  /** Tabs that were told to have the empty page, unless their person has loaded another since. */
  const quieted = new Set<TabId>();
  return {
    all: async (storeId) => (await allTabs()).filter((tab) => tab.storeId === storeId),
    byId: async (id) => {
      const tab = await unlessGone(browser.tabs.get(id));
      return tab === null ? null : toTab(tab);
    },
    wouldAsk: async (id) => {
      const found = await askIn(id);
      standings.delete(id);
      if (found === failed) return null;
      if (found?.document) standings.set(id, found);
      return found?.asks === true;
    },
    asksPassword: async (id) => (await runIn(id, asksPassword, [])) === true,
    isNew: async (id) => (await runIn(id, wasGoneTo, [])) !== false,
    written: async (id) => {
      const found = await runIn(id, writtenPage, []);
      return found === failed ? null : (found ?? null);
    },
    holdings: (id) => holdings(id, patience),
    look,
    picture: async (id, url) => {
      const picture = await runIn(id, smallPicture, [url, patienceForPicture], longPatience);
      return typeof picture === 'string' ? picture : null;
    },
    quiet: async (id, brief) => {
      const found = standings.get(id);
      standings.delete(id);
      const mark = brief && found?.document ? crypto.randomUUID() : null;
      const page = (mark && found && (await quietHere(id, found, mark))) || (await quietAway(id, mark));
      // Whatever came of it: a page may still give way when nobody waits for it any more.
      quieted.add(id);
      return page;
    },
    show: (id, url, again) => show(id, url, again, quieted.delete(id)),
    lead,
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

/** Those of every store. */
export async function allTabs(): Promise<Tab[]> {
  return (await browser.tabs.query({})).flatMap((tab) => toTab(tab) ?? []);
}

/** Asks the content script of a tab for nothing; it hears that it should ask again. @returns `false` where there is no script */
export async function messageTab(id: TabId, message: unknown): Promise<boolean> {
  const heard = browser.tabs.sendMessage(id, message).then(() => true);
  return (await unlessGone(heard)) ?? false;
}

/** What was found in a page that was asked whether it would let its person leave. */
interface Standing {
  readonly asks: boolean;
  /** Chromium's name of its document, where that may give way in its place; else `null`. */
  readonly document: string | null;
  readonly looks: Looks;
}

async function askIn(id: TabId): Promise<Standing | null | typeof failed> {
  const found = await injectInto(id, standing, []);
  if (found === failed) return failed;
  if (!found?.result) return null;
  const { asks, looks, loading } = found.result;
  const isFree = !import.meta.env.FIREFOX && (await isUnruled(sessionArea(), id, loading));
  return { asks, looks, document: isFree ? found.documentId : null };
}

/** @param mark by which its page is known where it gives way in its place after all; `null` where it was not told to */
async function quietAway(id: TabId, mark: string | null): Promise<QuietPage | null> {
  const looks = await runIn(id, giveWay, [quietUrl, mark]);
  if (looks === failed) return { holdings: Promise.resolve(holdsNothing) };
  const quiet = await arrived(id, quietUrl, mark, longPatience);
  // Nobody has to wait for how it looks.
  if (quiet !== null) void runIn(id, lookLike, [quietUrl, looks ?? plain]);
  return quiet;
}

/** Only this very document: its person may have gone to another page meanwhile. @returns `null` where it does not give way in its place */
async function quietHere(id: TabId, { document, looks }: Standing, mark: string): Promise<QuietPage | null> {
  if (document === null) return null;
  const given = browser.scripting.executeScript({
    target: { tabId: id, documentIds: [document] },
    injectImmediately: true,
    args: [standInFor(looks, mark)],
    world: 'MAIN',
    func: giveWayHere as () => void,
  });
  const isGone = await Promise.race([unlessGone(given), after(patienceHere)]);
  return isGone ? arrivedHere(id, mark) : null;
}

/** The same as `arrived`, but what its origin keeps is asked for at once: the page is there, most often, when it is asked for the first time. */
async function arrivedHere(id: TabId, mark: string): Promise<QuietPage | null> {
  const first = runIn(id, isQuiet, [null, mark]);
  const held = holdings(id);
  return (await first) === true ? { holdings: held } : arrived(id, null, mark, patienceHere);
}

/**
 * Waits for the empty page.
 * @param quiet its address, where it may have one of its own
 * @param mark by which else it is known
 * @param within milliseconds
 * @returns `null` when it does not come
 */
async function arrived(
  id: TabId,
  quiet: string | null,
  mark: string | null,
  within: number,
): Promise<QuietPage | null> {
  const end = Date.now() + within;
  let answered = Date.now();
  // Firefox: no page that scripts may run in is there yet. The empty one will be, unless the permission has been taken back.
  while (Date.now() < Math.min(end, answered + patience)) {
    // Answered by whichever page is there by now; between two pages there is none.
    const isThere = await runIn(id, isQuiet, [quiet, mark]);
    if (isThere === true) return { holdings: holdings(id) };
    if (isThere === failed && !import.meta.env.FIREFOX) return { holdings: Promise.resolve(holdsNothing) };
    if (isThere !== failed) answered = Date.now();
    await after(2);
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

/** @param within milliseconds @returns `null` where it does not say in time */
async function holdings(id: TabId, within = longPatience): Promise<Holdings | null> {
  const found = await runIn(id, countHoldings, [], within);
  return found === failed ? holdsNothing : (found ?? null);
}

async function show(id: TabId, url: string, again: boolean, wasQuiet: boolean): Promise<void> {
  // Nobody comes after this: a tab that is given up here stays empty.
  if ((await runIn(id, comeBack, [quietUrl, url, again, wasQuiet], longPatience)) !== failed) return;
  // No script runs on an error page of the browser, so it was not made quiet; its address shows that it is still the site's.
  const tab = await unlessGone(browser.tabs.get(id));
  if (tab?.url) await unlessGone(browser.tabs.reload(id));
}

/** For a page that was gone before it could say how it looked. */
const plain: Looks = { title: '', background: '' };

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
