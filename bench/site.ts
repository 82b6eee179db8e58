import { listen, stop } from '../e2e/sites/site';

/** A site with as many cookies as a measurement wants, which knows when each person last asked for its page. */
export interface BenchSite {
  readonly url: string;
  /** Signs a person in by setting that many cookies, as the answer to a form. */
  signInUrl(person: string, cookies: number): string;
  /** Resolves with the time (`performance.now`, milliseconds) at which the next request of this person's page arrives. */
  nextVisit(person: string): Promise<number>;
  stop(): Promise<void>;
}

export async function startBenchSite(): Promise<BenchSite> {
  const waiting = new Map<string, (at: number) => void>();
  const { server, port } = await listen((request, response) => {
    const url = new URL(request.url ?? '/', 'http://bench.test');
    if (url.pathname === '/sign-in') {
      const person = url.searchParams.get('person') ?? '';
      const count = Number(url.searchParams.get('cookies'));
      const fill = Array.from({ length: count - 1 }, (_, index) => `c${index}=${person}-${index}; Path=/`);
      response.setHeader('set-cookie', [`sid=${person}; Path=/; HttpOnly`, ...fill]);
      response.writeHead(302, { location: '/' }).end();
      return;
    }
    const person = /(?:^|; )sid=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? 'nobody';
    waiting.get(person)?.(performance.now());
    waiting.delete(person);
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>${person}</title><link rel="icon" href="data:,"><h1>${person}</h1>
<form method="post" action="/sign-in?person=ann&cookies=${url.searchParams.get('n') ?? 10}"></form>`);
  });
  const origin = `http://bench.test:${port}`;
  return {
    url: `${origin}/`,
    signInUrl: (person, cookies) => `${origin}/sign-in?person=${person}&cookies=${cookies}`,
    nextVisit: (person) => new Promise((resolve) => waiting.set(person, resolve)),
    stop: () => stop(server),
  };
}
