import browser from 'webextension-polyfill';
import type { StoreId } from '@/domain/ids';
import { createFrames } from '@/frame-host/frames';
import { type FrameHolder, framePage } from './frame-holder';
import { createFrameLine } from './frame-line-host';

/** Firefox: the background is a page itself, and has the frames of the ordinary cookie store. */
export function createBackgroundFrames(loaded: (frameId: string) => void): FrameHolder {
  const obey = createFrames(loaded);
  return {
    order: (order) => Promise.resolve(obey(order)),
    idle: 20_000,
    release: () => undefined,
  };
}

/** Those of a container are in a page of ours in a tab of it, behind the one in front, as long as they are wanted. */
export function createTabFrames(storeId: StoreId, loaded: (frameId: string) => void): FrameHolder {
  const make = async (): Promise<void> => {
    await browser.tabs.create({
      url: browser.runtime.getURL(framePage),
      cookieStoreId: storeId,
      active: false,
    });
  };
  const line = createFrameLine((sender) => sender.tab?.cookieStoreId === storeId, make, loaded);
  // People see it among their tabs.
  return { order: line.order, idle: 500, release: line.cut };
}
