import type { IncomingMessage, ServerResponse } from 'node:http';
import { namedIn, signInNamed } from './named-cookie';
import { page, signInPage } from './pages';
import { listen, stop, type TestSite } from './site';

const siteName = 'Hat Chat';

export interface BusySite extends TestSite {
  /** Requests that a page of one person sent with another's cookies: `Ann as Ben`. */
  mixed(): string[];
  /** How many late answers are still to come. */
  waiting(): number;
  /** Answers everything that waits, each with a cookie of whoever had asked. */
  answerAll(): void;
  /** How often a page was asked for. */
  visits(): number;
  /** How often pages and workers of a person have posted. */
  posts(person: string): number;
  /** How many requests that were held back came from each person. */
  asked(person: string): number;
  /** How often the form at `/form` was sent, which answers with a page. */
  forms(): number;
}

export interface BusyOptions {
  /** Its pages keep nothing but cookies. */
  readonly cookiesOnly?: boolean;
  /** The `Content-Security-Policy` of its pages. */
  readonly policy?: string;
}

/**
 * A site that never rests: its pages write and post on a timer and while they are left, and its server answers late, with a
 * cookie of the person who had asked.
 */
export async function startBusySite({ cookiesOnly = false, policy }: BusyOptions = {}): Promise<BusySite> {
  let lastVisitor = 'nobody';
  let visits = 0;
  let forms = 0;
  const mixed: string[] = [];
  const late: { person: string; kind: string; answer: () => void }[] = [];
  const asked = new Map<string, number>();
  const posts = new Map<string, number>();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://busy.test');
    const visitor = namedIn(request);
    const from = url.searchParams.get('from');
    if (from !== null && visitor !== 'nobody' && from !== visitor) mixed.push(`${from} as ${visitor}`);
    if (url.pathname === '/late') {
      asked.set(visitor, (asked.get(visitor) ?? 0) + 1);
      late.push({
        person: visitor,
        kind: url.searchParams.get('kind') ?? '',
        answer: () => answerLate(response, visitor, url),
      });
      return;
    }
    if (url.pathname === '/renew') return renew(response, visitor);
    if (url.pathname === '/post') {
      posts.set(visitor, (posts.get(visitor) ?? 0) + 1);
      return void response.writeHead(204).end();
    }
    if (url.pathname in scripts) return script(response, url.pathname);
    if (url.pathname === '/form') forms += request.method === 'POST' ? 1 : 0;
    else if (request.method === 'POST') return signInNamed(request, response);
    lastVisitor = visitor;
    visits++;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('cache-control', 'private, max-age=300');
    if (policy !== undefined) response.setHeader('content-security-policy', policy);
    response.end(visitor === 'nobody' ? signInPage(siteName) : busyPage(visitor, cookiesOnly));
  };
  const { server, port } = await listen((request, response) => void answer(request, response));
  return {
    url: (path = '/', host = 'localhost') => `http://${host}:${port}${path}`,
    lastVisitor: () => lastVisitor,
    endSessions: async () => undefined,
    visits: () => visits,
    posts: (person) => posts.get(person) ?? 0,
    mixed: () => [...mixed],
    waiting: () => late.length,
    asked: (person) => asked.get(person) ?? 0,
    forms: () => forms,
    answerAll: () => {
      for (const one of late.splice(0)) one.answer();
    },
    stop: () => stop(server),
  };
}

/** Takes the whole sign-in over, if the browser lets it, and leaves a mark of its own. */
function answerLate(response: ServerResponse, person: string, url: URL): void {
  const kind = url.searchParams.get('kind') ?? 'page';
  response.setHeader('set-cookie', [`sid=${person}; Path=/; HttpOnly`, `late-${kind}=${person}; Path=/`]);
  response.setHeader('content-type', 'text/plain');
  response.end('late');
}

/** Takes its time, as a server does that writes down which token is used up. */
function renew(response: ServerResponse, person: string): void {
  setTimeout(() => {
    response.setHeader('set-cookie', `token=renewed by ${person}; Path=/; HttpOnly`);
    response.end('renewed');
  }, 300);
}

function busyPage(person: string, cookiesOnly: boolean): string {
  const run = cookiesOnly ? cookieScript : pageScript;
  return page(
    `${person} chats`,
    `<h1>Hello ${person}</h1><p>This page never rests.</p><script nonce="busy">(${run.toString()})(${JSON.stringify(person)})</script>`,
  );
}

/** Runs in the page; keeps nothing but cookies. */
function cookieScript(person: string): void {
  // Told by a cookie, for a page that is on its way out can send nothing any more.
  const heard = () => {
    // biome-ignore lint/suspicious/noDocumentCookie: what old pages do.
    document.cookie = `violation=${person}; Path=/`;
  };
  addEventListener('securitypolicyviolation', heard, true);
  let posting = false;
  const write = () => {
    // biome-ignore lint/suspicious/noDocumentCookie: what old pages do.
    document.cookie = `script=${person}; Path=/`;
    // One at a time: what a slow machine cannot send would queue up, and what it is to do next would wait for all of it.
    if (posting) return;
    posting = true;
    const done = () => {
      posting = false;
    };
    void fetch(`/post?from=${person}`, { method: 'POST' }).then(done, done);
  };
  setInterval(write, 10);
  for (const name of ['pagehide', 'beforeunload', 'unload', 'visibilitychange'])
    addEventListener(name, () => {
      write();
      // biome-ignore lint/suspicious/noDocumentCookie: what old pages do.
      document.cookie = `farewell=${person}; Path=/`;
    });
  void fetch(`/late?kind=keepalive&from=${person}`, { keepalive: true }).catch(() => undefined);
}

/** Runs in the page. */
function pageScript(person: string): void {
  let posting = false;
  let putting = false;
  const open = indexedDB.open('busy', 1);
  open.onupgradeneeded = () => open.result.createObjectStore('writers');
  const channel = new BroadcastChannel('chats');
  channel.onmessage = ({ data }) => localStorage.setItem('heard', String(data));
  const shared = new SharedWorker(`/shared.js?from=${person}`);
  shared.port.start();
  const write = () => {
    localStorage.setItem('page', person);
    sessionStorage.setItem('page', person);
    channel.postMessage(person);
    if (open.readyState === 'done' && !putting) {
      // One at a time, for the reason that the workers have.
      putting = true;
      const transaction = open.result.transaction('writers', 'readwrite');
      transaction.objectStore('writers').put(person, 'page');
      transaction.oncomplete = transaction.onabort = () => {
        putting = false;
      };
    }
    // biome-ignore lint/suspicious/noDocumentCookie: what old pages do.
    document.cookie = `script=${person}; Path=/`;
    // One at a time: a browser opens six connections to a host, and those that wait for late answers hold theirs.
    if (posting) return;
    posting = true;
    const done = () => {
      posting = false;
    };
    void fetch(`/post?from=${person}`, { method: 'POST' }).then(done, done);
  };
  setInterval(write, 10);
  for (const name of ['pagehide', 'beforeunload', 'unload', 'visibilitychange'])
    addEventListener(name, write);
  const ask = (kind: string) => `/late?kind=${kind}&from=${person}`;
  void fetch(ask('fetch')).catch(() => undefined);
  void fetch(ask('keepalive'), { keepalive: true }).catch(() => undefined);
  navigator.sendBeacon(ask('beacon'));
  new Image().src = ask('image');
  new Worker(`/worker.js?from=${person}`);
  void navigator.serviceWorker.register('/sw.js').then(async () => {
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ ask: ask('service-worker'), person });
  });
}

const writeForEver = `
  const open = indexedDB.open('busy', 1);
  open.onupgradeneeded = () => open.result.createObjectStore('writers');
  // One at a time: what a slow machine cannot write would queue up, and whoever reads would wait for all of it.
  const write = async (writer, person) => {
    for (;;) {
      if (open.readyState === 'done') await put(open.result, person, writer);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const put = (database, person, writer) => new Promise((resolve) => {
    const transaction = database.transaction('writers', 'readwrite');
    transaction.objectStore('writers').put(person, writer);
    transaction.oncomplete = transaction.onabort = resolve;
  });
  const postForEver = (from) =>
    fetch('/post?from=' + from, { method: 'POST' }).finally(() => setTimeout(postForEver, 10, from));
`;

/** Workers of every kind, none of which ever rests. */
const scripts: Readonly<Record<string, string>> = {
  '/sw.js': `${writeForEver}
    addEventListener('message', ({ data, waitUntil }) => {
      fetch(data.ask);
      write('service worker', data.person);
    });
    addEventListener('message', (event) => event.waitUntil(new Promise(() => undefined)));`,
  '/worker.js': `${writeForEver}
    const from = new URLSearchParams(location.search).get('from');
    fetch('/late?kind=worker&from=' + from);
    write('worker', from);
    postForEver(from);`,
  '/shared.js': `${writeForEver}
    const from = new URLSearchParams(location.search).get('from');
    write('shared worker', from);
    postForEver(from);`,
};

function script(response: ServerResponse, path: string): void {
  response.setHeader('content-type', 'text/javascript');
  response.end(scripts[path]);
}
