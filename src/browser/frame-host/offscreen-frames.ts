import { type FrameHolder, framePage } from './frame-holder';
import { createFrameLine } from './frame-line-host';

/** Chromium: the frames are in an offscreen document. */
export function createOffscreenFrames(loaded: (frameId: string) => void): FrameHolder {
  const line = createFrameLine((sender) => sender.tab === undefined, makeDocument, loaded);
  return {
    order: line.order,
    // Making it takes 40.
    idle: 20_000,
    // The document closes when its line is cut. One that stayed would cost memory all day.
    release: line.cut,
  };
}

interface Offscreen {
  createDocument(options: { url: string; reasons: string[]; justification: string }): Promise<void>;
  closeDocument(): Promise<void>;
}

/** Newer than the polyfill. */
declare const chrome: { readonly offscreen: Offscreen };

/** One that a dead worker left behind closes itself; until it has, another cannot be made. */
async function makeDocument(): Promise<void> {
  const options = {
    url: framePage,
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
