import { after } from '../after';
import type { Frame, FrameHost } from './frame-host';

/** Tries one address of an origin after the other, until something in a frame of it has called. */
export interface FrameAttempt {
  /** Resolves when nothing more will come. */
  run(): Promise<void>;
  /** No further address is tried. What was opened stays until `close`. */
  stop(): void;
  close(): Promise<void>;
}

/** Milliseconds until the next address is tried beside those that have brought nothing yet. */
const headStart = 1000;

/** Milliseconds after a frame has loaded, in which its agent may still call: their messages go different ways. */
export const grace = 250;

/**
 * Small answers that hardly any site redirects; one that is empty (204) or a download makes no frame. What guards a whole host, and
 * sends everybody who is not signed in elsewhere, mostly refuses what is no proper address at all before that.
 */
const paths = ['/robots.txt', '/favicon.ico', '/%', '/'];

/** @param known what worked last time, or `null` */
export function createFrameAttempt(host: FrameHost, origin: string, known: string | null): FrameAttempt {
  const frames: Frame[] = [];
  const wanted = new Set(known === null ? paths : [known, ...paths]);
  let isOver = false;
  return {
    run: async () => {
      const all: Promise<void>[] = [];
      for (const path of wanted) {
        if (isOver) return;
        const frame = host.frame(origin + path);
        frames.push(frame);
        const loaded = frame.loaded();
        all.push(loaded);
        await Promise.race([loaded, after(headStart)]);
        await after(grace);
      }
      await Promise.all(all);
    },
    stop: () => {
      isOver = true;
    },
    close: async () => {
      isOver = true;
      await Promise.all(frames.map((frame) => frame.close()));
    },
  };
}
