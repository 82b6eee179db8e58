import browser, { type Runtime } from 'webextension-polyfill';
import { type FrameNews, type FrameOrder, framePort } from '@/frame-host/protocol';
import { after } from '../after';
import { framePage } from './frame-holder';

/** Milliseconds until a document that was made is given up: its person can have closed the tab that it was to be in. */
const patience = 10_000;

/**
 * The background's end of the line to documents with frames that are pages of ours.
 * @param isIt whether a page that calls is the one that is meant
 * @param make has the page opened; one that a dead background left behind closes itself
 */
export function createFrameLine(
  isIt: (sender: Runtime.MessageSender) => boolean,
  make: () => Promise<void>,
  loaded: (frameId: string) => void,
): { order(order: FrameOrder): Promise<void>; cut(): void } {
  let line: Runtime.Port | null = null;
  let called: (() => void) | null = null;
  let opening: Promise<Runtime.Port> | null = null;

  browser.runtime.onConnect.addListener((port) => {
    // A content script could call by this name too, and say of what address it is; its origin it cannot choose.
    const { url = '', origin } = (port.sender ?? {}) as Runtime.MessageSender & { readonly origin?: string };
    const page = browser.runtime.getURL(framePage);
    if (port.name !== framePort || origin !== new URL(page).origin || !url.startsWith(page)) return;
    if (!isIt(port.sender ?? {})) return;
    line = port;
    port.onMessage.addListener((message) => loaded((message as FrameNews).loaded));
    port.onDisconnect.addListener(() => {
      if (line === port) line = null;
    });
    called?.();
  });

  const open = async (): Promise<Runtime.Port> => {
    if (line !== null) return line;
    const arrives = new Promise<void>((resolve) => {
      called = resolve;
    });
    await make();
    await Promise.race([arrives, after(patience)]);
    if (line === null) throw new Error('The document of the frames is gone');
    return line;
  };
  return {
    order: async (order) => {
      // Its frames have gone with it.
      if (order.do === 'close' && line === null && opening === null) return;
      opening ??= open().finally(() => {
        opening = null;
      });
      (await opening).postMessage(order);
    },
    cut: () => {
      line?.disconnect();
      line = null;
    },
  };
}
