import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SiteId } from '@/domain/ids';
import { createPageScriptsPort } from './page-scripts';

interface Script {
  readonly id: string;
  readonly matches: readonly string[];
}

const { browser } = vi.hoisted(() => ({ browser: { scripting: {}, tabs: {} } as Record<string, object> }));
vi.mock('webextension-polyfill', () => ({ default: browser }));

/** As the browser keeps them: an id that is there already is refused, and so is one that is not. */
let registered: Map<string, Script>;
let injected: string[];
let open: { readonly id: number; readonly url: string }[];
/** Tabs in which a relay hears us. */
let hearing: Set<number>;

beforeEach(() => {
  registered = new Map();
  injected = [];
  open = [];
  hearing = new Set();
  browser.tabs = {
    query: async () => open.map((tab) => ({ ...tab, incognito: false })),
    sendMessage: async (id: number) => {
      if (!hearing.has(id)) throw new Error('Could not establish connection. Receiving end does not exist.');
    },
  };
  browser.scripting = {
    getRegisteredContentScripts: async () => [...registered.values()],
    registerContentScripts: async (scripts: readonly Script[]) => {
      for (const script of scripts) {
        if (registered.has(script.id)) throw new Error(`Duplicate script ID '${script.id}'`);
        registered.set(script.id, script);
      }
    },
    updateContentScripts: async (scripts: readonly Script[]) => {
      for (const script of scripts) {
        const before = registered.get(script.id);
        if (before === undefined) throw new Error(`Nonexistent script ID '${script.id}'`);
        registered.set(script.id, { ...before, ...script });
      }
    },
    unregisterContentScripts: async ({ ids }: { readonly ids: readonly string[] }) => {
      for (const id of ids) registered.delete(id);
    },
    executeScript: async ({ target, files }: { target: { tabId: number }; files: readonly string[] }) => {
      injected.push(`${target.tabId} ${files.join()}`);
      hearing.add(target.tabId);
      return [];
    },
  };
});

const shop = (...domains: string[]) => ({ id: 'shop.test' as SiteId, domains: ['shop.test', ...domains] });
const covered = () => [...registered.values()].map(({ id, matches }) => [id, ...matches]);

describe('the scripts of pages that are told', () => {
  it('are there for Sites whose person agreed, and go with that', async () => {
    const port = createPageScriptsPort();
    await port.set([shop()]);
    expect(covered()).toEqual([
      ['page shop.test', 'https://*.shop.test/*'],
      ['relay shop.test', 'https://*.shop.test/*'],
    ]);
    await port.set([]);
    expect(covered()).toEqual([]);
  });

  it('follow the domains of a Site: one that it has no more is told nothing, not even that Hatrack is there', async () => {
    const port = createPageScriptsPort();
    await port.set([shop()]);
    await port.set([shop('idp.test')]);
    const both = ['https://*.shop.test/*', 'https://*.idp.test/*'];
    expect(covered()).toEqual([
      ['page shop.test', ...both],
      ['relay shop.test', ...both],
    ]);
    await port.set([shop()]);
    expect(covered().flat()).not.toContain('https://*.idp.test/*');
  });

  it('run at once in pages that were open before, once in each', async () => {
    const port = createPageScriptsPort();
    open = [
      { id: 1, url: 'https://www.shop.test/' },
      { id: 2, url: 'https://idp.test/' },
    ];
    await port.set([shop()]);
    await port.set([shop('idp.test')]);
    await port.set([shop('idp.test')]);
    expect(injected).toEqual([
      '1 bridge/page.js',
      '1 bridge/relay.js',
      '2 bridge/page.js',
      '2 bridge/relay.js',
    ]);
  });

  it('run once more in a page whose relay has ended with the Hatrack before', async () => {
    open = [{ id: 1, url: 'https://www.shop.test/' }];
    await createPageScriptsPort().set([shop()]);
    injected = [];
    hearing.clear();
    await createPageScriptsPort().set([shop()]);
    expect(injected).toEqual(['1 bridge/page.js', '1 bridge/relay.js']);
  });

  it('are the same whoever else asks for them meanwhile', async () => {
    const port = createPageScriptsPort();
    await Promise.all([port.set([shop()]), port.set([shop()])]);
    expect([...registered.keys()]).toEqual(['page shop.test', 'relay shop.test']);
  });
});
