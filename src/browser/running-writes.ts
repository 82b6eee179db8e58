import { coversUrl, type Site } from '@/domain/site';

/** Milliseconds that a switch waits for answers. */
const patience = 1000;

/** RFC 9110 9.2.1: these change nothing at a server that keeps to it. */
const safe = /^(GET|HEAD|OPTIONS|TRACE)$/i;

/** The requests under way that may change something. In memory only: a worker that has just started knows of none. */
export interface RunningWrites {
  begin(id: string, url: string, method: string): void;
  end(id: string): void;
  /** Resolves when those of the Site that run now have ended; after a second at the latest. */
  ended(site: Site): Promise<void>;
}

export function createRunningWrites(): RunningWrites {
  const running = new Map<
    string,
    { readonly url: string; readonly done: Promise<void>; readonly end: () => void }
  >();
  return {
    begin: (id, url, method) => {
      if (safe.test(method)) return;
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
      const ofSite = [...running.values()].filter(({ url }) => coversUrl(site, url));
      if (ofSite.length === 0) return;
      const late = new Promise((resolve) => setTimeout(resolve, patience));
      await Promise.race([Promise.all(ofSite.map(({ done }) => done)), late]);
    },
  };
}
