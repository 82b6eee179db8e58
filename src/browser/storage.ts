import browser, { type Runtime } from 'webextension-polyfill';
import { agentPort } from '@/agent/protocol';
import { AppError } from '@/domain/app-error';
import type { TabId } from '@/domain/ids';
import type { StoragePort } from '@/engine/ports';
import { createFrameHost } from './frame-host';
import { createStorageHost } from './storage-host';

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
  const frames = createFrameHost();

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
    arm: frames.arm,
    inTab: async (tabId, origin) => {
      const port = await expect(
        (sender) => sender.tab?.id === tabId && sender.frameId === 0 && sender.origin === origin,
        () => startIn(tabId),
        patience,
      );
      if (port === null) throw new AppError('origin/unreachable', origin);
      return createStorageHost(port, origin, async () => port.disconnect());
    },
    inFrame: async (origin, known) => {
      const isIt = (sender: AgentSender) => sender.tab === undefined && sender.origin === origin;
      for (const path of framePaths(known)) {
        const frame = frames.frame(origin + path);
        const port = await expect(isIt, frame.loaded, grace);
        if (port !== null) return { host: createStorageHost(port, origin, frame.close), path };
        await frame.close();
      }
      throw new AppError('origin/unreachable', origin);
    },
  };
}

/** Milliseconds after a frame has loaded, in which its agent may still call: their messages go different ways. */
const grace = 250;

/**
 * Small answers that hardly any site redirects; one that is empty (204) or a download makes no frame. What guards a whole host, and
 * sends everybody who is not signed in elsewhere, mostly refuses what is no proper address at all before that.
 */
const paths = ['/robots.txt', '/favicon.ico', '/%', '/'];

function framePaths(known: string | null): string[] {
  return known === null ? paths : [known, ...paths.filter((path) => path !== known)];
}

function startIn(tabId: TabId): Promise<unknown> {
  return browser.scripting.executeScript({ target: { tabId }, injectImmediately: true, files: [script] });
}
