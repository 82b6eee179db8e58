import browser, { type Scripting } from 'webextension-polyfill';
import { isLoopback, type Site, securePatterns } from '@/domain/site';
import { createTurns } from '@/domain/turns';
import type { PageScriptsPort, Tab } from '@/engine/ports';
import { changedEvent } from '@/messages/envelope';
import { allTabs, messageTab, tabsOf } from '../tabs';

/**
 * The Bridge's two scripts, registered for the Sites whose person agreed and for no other: elsewhere there is no script at
 * all, so a page cannot tell a refusal from an absence.
 */
const scripts = { page: 'bridge/page.js', relay: 'bridge/relay.js' } as const;

export function createPageScriptsPort(): PageScriptsPort {
  const inTurn = createTurns();
  return { set: (sites) => inTurn(() => setPageScripts(sites)), nudge, nudgeAll };
}

async function setPageScripts(sites: readonly Site[]): Promise<void> {
  const { scripting } = browser;
  const all = await scripting.getRegisteredContentScripts();
  const there = new Map(
    all.filter(({ id }) => /^(page|relay) /.test(id)).map(({ id, matches = [] }) => [id, matches]),
  );
  const wanted = sites.flatMap(scriptsOf);
  const surplus = [...there.keys()].filter((one) => wanted.every(({ id }) => id !== one));
  if (surplus.length > 0) await scripting.unregisterContentScripts({ ids: surplus });
  const added = wanted.filter(({ id }) => !there.has(id));
  if (added.length > 0) await scripting.registerContentScripts(added);
  // The Site has other domains than before.
  const moved = wanted.filter(({ id, matches }) => String(there.get(id) ?? matches) !== String(matches));
  if (moved.length > 0)
    await scripting.updateContentScripts(moved.map(({ id, matches }) => ({ id, matches })));
  await Promise.all(sites.map(injectInto));
}

type PageScript = Scripting.RegisteredContentScript & { readonly matches: string[] };

function scriptsOf(site: Site): PageScript[] {
  const common = {
    matches: securePatterns(site),
    runAt: 'document_start',
    allFrames: false,
    persistAcrossSessions: true,
  } as const;
  return [
    { ...common, id: `page ${site.id}`, js: [scripts.page], world: 'MAIN' },
    { ...common, id: `relay ${site.id}`, js: [scripts.relay], world: 'ISOLATED' },
  ];
}

/**
 * Pages that were open before the person agreed, or before Hatrack was loaded anew: what spoke with them has ended with the one before. One
 * where no script may run is left alone.
 */
async function injectInto(site: Site): Promise<void> {
  const tabs = (await tabsOf(site)).filter(({ url }) => isSecure(url));
  await Promise.allSettled(
    tabs.map(async ({ id: tabId }) => {
      if (await messageTab(tabId, changedEvent)) return;
      await Promise.allSettled([
        browser.scripting.executeScript({ target: { tabId }, files: [scripts.page], world: 'MAIN' }),
        browser.scripting.executeScript({ target: { tabId }, files: [scripts.relay], world: 'ISOLATED' }),
      ]);
    }),
  );
}

function isSecure(url: string): boolean {
  return url.startsWith('https:') || isLoopback(new URL(url).hostname);
}

async function nudge(site: Site): Promise<void> {
  await tell(await tabsOf(site));
}

async function nudgeAll(): Promise<void> {
  await tell(await allTabs());
}

async function tell(tabs: readonly Tab[]): Promise<void> {
  await Promise.all(tabs.map(({ id }) => messageTab(id, changedEvent)));
}
