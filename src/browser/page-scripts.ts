import browser, { type Scripting } from 'webextension-polyfill';
import { isLoopback, type Site, securePatterns } from '@/domain/site';
import type { PageScriptsPort } from '@/engine/ports';
import { changedEvent } from '@/messages/envelope';
import { messageTab, tabsOf } from './tabs';

/**
 * The Bridge's two scripts, registered for the Sites whose person agreed and for no other: elsewhere there is no script at
 * all, so a page cannot tell a refusal from an absence.
 */
const scripts = { page: 'bridge/page.js', relay: 'bridge/relay.js' } as const;

export function createPageScriptsPort(): PageScriptsPort {
  return { set: setPageScripts, nudge };
}

async function setPageScripts(sites: readonly Site[]): Promise<void> {
  const all = await browser.scripting.getRegisteredContentScripts();
  const registered = new Set(all.map(({ id }) => id).filter((id) => /^(page|relay) /.test(id)));
  const wanted = sites.flatMap(scriptsOf);
  const wantedIds = new Set(wanted.map(({ id }) => id));
  const surplus = [...registered].filter((id) => !wantedIds.has(id));
  if (surplus.length > 0) await browser.scripting.unregisterContentScripts({ ids: surplus });
  const added = wanted.filter(({ id }) => !registered.has(id));
  if (added.length > 0) await browser.scripting.registerContentScripts(added);
  const addedIds = new Set(added.map(({ id }) => id));
  const newSites = sites.filter((site) => addedIds.has(relayId(site)));
  await Promise.all(newSites.map(injectInto));
}

function scriptsOf(site: Site): Scripting.RegisteredContentScript[] {
  const common = {
    matches: securePatterns(site),
    runAt: 'document_start',
    allFrames: false,
    persistAcrossSessions: true,
  } as const;
  return [
    { ...common, id: `page ${site.id}`, js: [scripts.page], world: 'MAIN' },
    { ...common, id: relayId(site), js: [scripts.relay], world: 'ISOLATED' },
  ];
}

function relayId(site: Site): string {
  return `relay ${site.id}`;
}

/** Pages that were open before the person agreed. One where no script may run is left alone. */
async function injectInto(site: Site): Promise<void> {
  const tabs = (await tabsOf(site)).filter(({ url }) => isSecure(url));
  await Promise.allSettled(
    tabs.flatMap(({ id: tabId }) => [
      browser.scripting.executeScript({ target: { tabId }, files: [scripts.page], world: 'MAIN' }),
      browser.scripting.executeScript({ target: { tabId }, files: [scripts.relay], world: 'ISOLATED' }),
    ]),
  );
}

function isSecure(url: string): boolean {
  return url.startsWith('https:') || isLoopback(new URL(url).hostname);
}

async function nudge(site: Site): Promise<void> {
  const tabs = await tabsOf(site);
  await Promise.all(tabs.map(({ id }) => messageTab(id, changedEvent)));
}
