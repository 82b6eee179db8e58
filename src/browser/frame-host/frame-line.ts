import browser from 'webextension-polyfill';
import { type FrameNews, type FrameOrder, framePort } from '@/frame-host/protocol';

/** The end of the line at the document with the frames. It closes when the worker at the other end is gone. */
export function connectFrames(obey: (order: FrameOrder) => void): { tellLoaded(id: string): void } {
  const port = browser.runtime.connect({ name: framePort });
  port.onMessage.addListener((message) => obey(message as FrameOrder));
  port.onDisconnect.addListener(() => window.close());
  return {
    tellLoaded: (id) => {
      const news: FrameNews = { loaded: id };
      port.postMessage(news);
    },
  };
}
