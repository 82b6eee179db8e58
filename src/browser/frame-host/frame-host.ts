import browser, { type WebRequest } from 'webextension-polyfill';
import { createTurns } from '@/domain/turns';
import type { MakeFrameHolder } from './frame-holder';

/**
 * Frames of sites in a document of ours that nobody sees. Their storage is the very same that the site's own pages have
 * (measured); none of the site's scripts run there, and the site is told nobody's cookies.
 */
export interface FrameHost {
  frame(url: string): Frame;
}

export interface Frame {
  /** Resolves when the frame has loaded something, be it an error page. */
  loaded(): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds that a site has to answer. */
const patience = 10_000;

const registration = 'storage-agent';

const filter: WebRequest.RequestFilter = { urls: ['http://*/*', 'https://*/*'], types: ['sub_frame'] };

/** @param makeHolder makes what has the frames of one cookie store */
export function createFrameHost(makeHolder: MakeFrameHolder): FrameHost {
  const listeners = new Map<string, () => void>();
  const open = new Map<string, string>();
  const holder = makeHolder((id) => listeners.get(id)?.());

  // No frame loads of what has no content, nor in Firefox of what failed.
  const failed = ({ url }: { url: string }) => {
    for (const [id, frameUrl] of open) if (frameUrl === url) listeners.get(id)?.();
  };
  const emptied = (details: WebRequest.OnCompletedDetailsType) => {
    if (details.statusCode === 204 || details.statusCode === 205) failed(details);
  };
  const watch = () => {
    if (browser.webRequest.onErrorOccurred.hasListener(failed)) return;
    browser.webRequest.onErrorOccurred.addListener(failed, filter);
    browser.webRequest.onCompleted.addListener(emptied, filter);
  };
  const unwatch = () => {
    browser.webRequest.onErrorOccurred.removeListener(failed);
    browser.webRequest.onCompleted.removeListener(emptied);
  };

  // The script must be there before the frame, and must not go between the two.
  const inTurn = createTurns();
  const closeIdle = () => {
    if (open.size > 0) return;
    unwatch();
    holder.release();
    void inTurn(async () => {
      if (open.size === 0) await unregister();
    });
  };

  return {
    frame: (url) => {
      const id = crypto.randomUUID();
      let opened: Promise<void> = Promise.resolve();
      return {
        loaded: () =>
          new Promise<void>((resolve, reject) => {
            const timer = setTimeout(resolve, patience);
            listeners.set(id, () => {
              clearTimeout(timer);
              resolve();
            });
            open.set(id, url);
            watch();
            opened = inTurn(() => register(new URL(url).origin)).then(() =>
              holder.order({ do: 'open', id, url }),
            );
            opened.catch(reject);
          }),
        close: async () => {
          listeners.delete(id);
          // One that is opened later than it is closed would stay; where it cannot be had any more there is nothing to close.
          await opened.then(() => holder.order({ do: 'close', id })).catch(() => undefined);
          open.delete(id);
          setTimeout(closeIdle, holder.idle);
        },
      };
    },
  };
}

/** Registered for the time that the browser runs, and for no more than was asked for. In pages it ends at its first line. */
async function register(origin: string): Promise<void> {
  const { protocol, hostname } = new URL(origin);
  const match = `${protocol}//${hostname}/*`;
  const [known] = await browser.scripting.getRegisteredContentScripts({ ids: [registration] });
  if (known?.matches?.includes(match)) return;
  const matches = [...(known?.matches ?? []), match];
  if (known !== undefined) return browser.scripting.updateContentScripts([{ id: registration, matches }]);
  await browser.scripting.registerContentScripts([
    {
      id: registration,
      js: ['agent/frame-agent.js'],
      matches,
      allFrames: true,
      runAt: 'document_start',
      persistAcrossSessions: false,
    },
  ]);
}

/** Pages of the site are none the wiser, but have a script less to load. */
async function unregister(): Promise<void> {
  try {
    await browser.scripting.unregisterContentScripts({ ids: [registration] });
  } catch {
    // It is not registered.
  }
}
