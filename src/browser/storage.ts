import browser, { type Runtime } from 'webextension-polyfill';
import { agentPort } from '@/agent/protocol';
import { AppError } from '@/domain/app-error';
import type { StoreId, TabId } from '@/domain/ids';
import type { StoragePort } from '@/engine/storage-port';
import { createFrameAttempt, grace } from './frame-host/frame-attempt';
import { createFrameHost, type FrameHost } from './frame-host/frame-host';
import { armFrames } from './frame-host/frame-rule';
import { createOffscreenFrames } from './frame-host/offscreen-frames';
import { createBackgroundFrames, createTabFrames } from './frame-host/page-frames';
import { createStorageHost } from './frame-host/storage-host';
import { defaultStore, storeOfTab } from './store';

/**
 * The ways in to what an origin keeps. A tab whose page gave way to an empty one is the better: nothing is loaded, so it works
 * without network and whatever the site's headers say. A frame in a document of ours is for origins that no tab shows.
 */

const script = 'agent/agent.js';

/** Milliseconds until an agent that was started has called; it runs at once or never. */
const patience = 2000;

/** An agent that was started and has not called yet. */
interface Expected {
  readonly isIt: (sender: AgentSender) => boolean;
  readonly arrive: (port: Runtime.Port) => void;
}

/** `origin` is newer than the polyfill's types. */
type AgentSender = Runtime.MessageSender & { readonly origin?: string };

export function createStoragePort(): StoragePort {
  const expected = new Set<Expected>();

  // Any renderer in which a content script runs can call, so only those count that are waited for.
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== agentPort) return;
    const one = [...expected].find(({ isIt }) => isIt(port.sender ?? {}));
    if (one === undefined) return port.disconnect();
    expected.delete(one);
    one.arrive(port);
  });
  const framesOf = createFrameHosts();

  /** @param start resolves when there is nothing more to come @param limit milliseconds after that */
  const expect = (isIt: Expected['isIt'], start: () => Promise<unknown>, limit: number) =>
    new Promise<Runtime.Port | null>((resolve) => {
      const one: Expected = { isIt, arrive: resolve };
      const giveUp = () => {
        expected.delete(one);
        resolve(null);
      };
      expected.add(one);
      start().then(() => setTimeout(giveUp, limit), giveUp);
    });

  return {
    arm: armFrames,
    inTab: async (tabId, origin) => {
      let port: Runtime.Port;
      const again = async () => {
        const called = await expect(
          (sender) => sender.tab?.id === tabId && sender.frameId === 0 && sender.origin === origin,
          () => startIn(tabId),
          patience,
        );
        if (called === null) throw new AppError('origin/unreachable', origin);
        port = called;
        return called;
      };
      port = await again();
      const storeId = storeOfTab(port.sender?.tab ?? { incognito: false });
      return createStorageHost({ port, again, close: async () => port.disconnect() }, origin, storeId);
    },
    inFrame: async (origin, known, storeId) => {
      const attempt = createFrameAttempt(framesOf(storeId), origin, known);
      const isIt = (sender: AgentSender) => sender.origin === origin && isFrameOf(sender, storeId);
      const port = await expect(isIt, attempt.run, grace);
      attempt.stop();
      if (port === null) {
        await attempt.close();
        throw new AppError('origin/unreachable', origin);
      }
      const again = () => Promise.reject(new AppError('origin/unreachable', origin));
      const line = { port, again, close: attempt.close };
      return { host: createStorageHost(line, origin, storeId), path: pathOf(port, known) };
    },
  };
}

/** One for each cookie store that was asked for; they hear of their frames as long as this background lives. */
function createFrameHosts(): (storeId: StoreId) => FrameHost {
  const first = createFrameHost(import.meta.env.FIREFOX ? createBackgroundFrames : createOffscreenFrames);
  const hosts = new Map<StoreId, FrameHost>([[defaultStore, first]]);
  return (storeId) => {
    const host = hosts.get(storeId) ?? createFrameHost((loaded) => createTabFrames(storeId, loaded));
    hosts.set(storeId, host);
    return host;
  };
}

/** Those of a container are in a tab of ours, and frames have numbers there. */
function isFrameOf({ tab, frameId }: AgentSender, storeId: StoreId): boolean {
  if (storeId === defaultStore) return tab === undefined;
  return tab?.cookieStoreId === storeId && frameId !== 0;
}

/** A path that was answered by another of the same origin is remembered as that. */
function pathOf({ sender }: Runtime.Port, known: string | null): string {
  if (sender?.url === undefined) return known ?? '/';
  const { pathname, search } = new URL(sender.url);
  return pathname + search;
}

function startIn(tabId: TabId): Promise<unknown> {
  return browser.scripting.executeScript({ target: { tabId }, injectImmediately: true, files: [script] });
}
