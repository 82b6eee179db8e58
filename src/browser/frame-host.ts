import browser, { type DeclarativeNetRequest, type Runtime } from 'webextension-polyfill';
import { type FrameNews, type FrameOrder, framePort } from '@/frame-host/protocol';

/**
 * Frames of sites in a document of ours that nobody sees. Their storage is the very same that the site's own pages have
 * (measured); none of the site's scripts run there, and the site is told nobody's cookies.
 */
export interface FrameHost {
  /** Has every frame of ours met by the rule below. Once is enough; again does no harm. */
  arm(): Promise<void>;
  frame(url: string): Frame;
}

export interface Frame {
  /** Resolves when the frame has loaded something, be it an error page. */
  loaded(): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds that a site has to answer. An empty answer (204) never counts as loaded. */
const patience = 10_000;

/** Milliseconds that the document stays for the next switch: making it takes 40. */
const idle = 20_000;

/** Ids of dynamic rules: the barrier has the first. */
const ruleId = 2;

const page = 'src/frame-host/index.html';

const registration = 'storage-agent';

export function createFrameHost(): FrameHost {
  const listeners = new Map<string, () => void>();
  const open = new Set<string>();
  let lastId = 0;
  let line: Runtime.Port | null = null;
  let called: (() => void) | null = null;

  browser.runtime.onConnect.addListener((port) => {
    // A content script could call by this name too.
    if (port.name !== framePort || port.sender?.url !== browser.runtime.getURL(page)) return;
    line = port;
    port.onMessage.addListener((message) => {
      const { loaded } = message as FrameNews;
      listeners.get(loaded)?.();
    });
    port.onDisconnect.addListener(() => {
      if (line === port) line = null;
    });
    called?.();
  });

  /** One that a dead worker left behind closes itself; until it has, another cannot be made. */
  const document = async (): Promise<Runtime.Port> => {
    if (line !== null) return line;
    const arrives = new Promise<void>((resolve) => {
      called = resolve;
    });
    await makeDocument();
    await arrives;
    if (line === null) throw new Error('The document of the frames is gone');
    return line;
  };
  let opening: Promise<Runtime.Port> | null = null;
  const order = async (what: FrameOrder): Promise<void> => {
    opening ??= document().finally(() => {
      opening = null;
    });
    (await opening).postMessage(what);
  };

  /** The document closes when its line is cut. One that stayed would cost memory all day. */
  const closeIdle = () => {
    if (open.size > 0) return;
    line?.disconnect();
    line = null;
    void inTurn(async () => {
      if (open.size === 0) await unregister();
    });
  };
  // The script must be there before the frame, and must not go between the two.
  let last: Promise<void> = Promise.resolve();
  const inTurn = (change: () => Promise<void>): Promise<void> => {
    const done = last.then(change);
    last = done.catch(() => undefined);
    return done;
  };

  return {
    arm: () =>
      browser.declarativeNetRequest.updateDynamicRules({
        removeRuleIds: [ruleId],
        addRules: [frameRule(browser.runtime.id)] as unknown as DeclarativeNetRequest.Rule[],
      }),
    frame: (url) => {
      const id = String(++lastId);
      return {
        loaded: () =>
          new Promise<void>((resolve, reject) => {
            const timer = setTimeout(resolve, patience);
            listeners.set(id, () => {
              clearTimeout(timer);
              resolve();
            });
            open.add(id);
            inTurn(() => register(new URL(url).origin))
              .then(() => order({ do: 'open', id, url }))
              .catch(reject);
          }),
        close: async () => {
          listeners.delete(id);
          await order({ do: 'close', id });
          open.delete(id);
          setTimeout(closeIdle, idle);
        },
      };
    },
  };
}

/** Frames are sandboxed too; the header also holds for what the site's own service worker would answer with a script. */
function frameRule(extensionId: string): object {
  const remove = (header: string) => ({ header, operation: 'remove' });
  return {
    id: ruleId,
    priority: 1,
    action: {
      type: 'modifyHeaders',
      requestHeaders: [remove('cookie')],
      responseHeaders: [
        remove('set-cookie'),
        remove('x-frame-options'),
        remove('clear-site-data'),
        {
          header: 'content-security-policy',
          operation: 'set',
          value: "sandbox allow-same-origin; default-src 'none'",
        },
      ],
    },
    condition: { initiatorDomains: [extensionId], resourceTypes: ['sub_frame'] },
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

interface Offscreen {
  createDocument(options: { url: string; reasons: string[]; justification: string }): Promise<void>;
  closeDocument(): Promise<void>;
}

/** Newer than the polyfill. */
declare const chrome: { readonly offscreen: Offscreen };

async function makeDocument(): Promise<void> {
  const options = {
    url: page,
    reasons: ['IFRAME_SCRIPTING'],
    justification: 'Reads and writes what a site keeps in the browser, with none of its scripts running.',
  };
  try {
    await chrome.offscreen.createDocument(options);
  } catch {
    await chrome.offscreen.closeDocument().catch(() => undefined);
    await chrome.offscreen.createDocument(options);
  }
}
