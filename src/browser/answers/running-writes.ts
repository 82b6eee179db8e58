import { coversUrl, type Site } from '@/domain/site';
import { after } from '../after';

/** Milliseconds that a switch waits for answers. */
const patience = 1000;

/** RFC 9110 9.2.1: these change nothing at a server that keeps to it. */
const safe = /^(GET|HEAD|OPTIONS|TRACE)$/i;

/** Milliseconds for which a page that has written is taken for one that goes on writing. */
const habit = 3000;

/** The requests under way that may change something. In memory only: a worker that has just started knows of none. */
export interface RunningWrites {
  /** @param id that of before where a request is sent on to another address */
  begin(id: string, url: string, method: string): void;
  end(id: string): void;
  /** Resolves when those of the Site that run now have ended; after a second at the latest. */
  ended(site: Site): Promise<void>;
}

interface Write {
  readonly url: string;
  readonly done: Promise<void>;
  readonly end: () => void;
}

/**
 * @param delay milliseconds that the browser may take to tell of a request that has begun
 * @param now milliseconds on a steady clock
 */
export function createRunningWrites(delay: number, now: () => number): RunningWrites {
  const running = new Map<string, Write>();
  const lastOf = new Map<string, number>();
  const isWriting = (site: Site) =>
    [...lastOf].some(([origin, at]) => now() - at < habit && coversUrl(site, origin));
  return {
    begin: (id, url, method) => {
      if (safe.test(method)) return;
      lastOf.set(new URL(url).origin, now());
      const before = running.get(id);
      if (before !== undefined) {
        running.set(id, { ...before, url });
        return;
      }
      let end = () => {};
      const done = new Promise<void>((resolve) => {
        end = resolve;
      });
      running.set(id, { url, done, end });
    },
    end: (id) => {
      running.get(id)?.end();
      running.delete(id);
    },
    ended: async (site) => {
      if (delay > 0 && isWriting(site)) await after(delay);
      const ofSite = [...running.values()].filter(({ url }) => coversUrl(site, url));
      if (ofSite.length === 0) return;
      await Promise.race([Promise.all(ofSite.map(({ done }) => done)), after(patience)]);
    },
  };
}
