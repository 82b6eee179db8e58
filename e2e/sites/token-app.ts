import { createPublicKey, type JsonWebKey, randomUUID, verify } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { page } from './pages';
import { ann, ben, bodyOf, listen, stop, type TestSite } from './site';

/** Where the page keeps what signs its person in; `lasting` and `all`: a part of it in each of several. The server sets no cookie. */
export type Keeping = 'local' | 'session' | 'database' | 'lasting' | 'all';

export interface TokenApp extends TestSite {
  /** What pages wrote down on the server: `Ann as Ben` when a page of Ann's spoke with Ben's token. */
  mixed(): string[];
  /** How often the server was asked as this person. */
  asked(name: string): number;
  /** After `stop`: at the same address, and it knows whom it knew. */
  startAgain(): Promise<void>;
}

interface Grant {
  readonly name: string;
  /** The public half of a key that never leaves the browser; what it signs proves whose the token is. */
  readonly key: JsonWebKey | null;
}

/**
 * An app of one page that signs in with a token, as most that talk to an API do.
 * @param guarded frames get no page of it: nothing for robots, and for all else the way to another host
 * @param hold what frames wait for before any answer
 */
export async function startTokenApp(
  keeping: Keeping,
  { guarded = false, hold }: { guarded?: boolean; hold?: () => Promise<void> } = {},
): Promise<TokenApp> {
  let lastVisitor = 'nobody';
  const grants = new Map<string, Grant>();
  const mixed: string[] = [];
  const asked = new Map<string, number>();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://app.test');
    const json = (value: unknown) => {
      response.setHeader('content-type', 'application/json');
      response.setHeader('cache-control', 'no-store');
      response.end(JSON.stringify(value));
    };
    const isFrame = request.headers['sec-fetch-dest'] === 'iframe';
    if (isFrame) await hold?.();
    if (guarded && isFrame && url.pathname !== '/%') {
      const isEmpty = url.pathname === '/robots.txt';
      response.writeHead(isEmpty ? 204 : 302, isEmpty ? {} : { location: 'http://sso.other.test/' }).end();
      return;
    }
    if (url.pathname === '/api/sign-in') {
      const { email, key } = JSON.parse(await bodyOf(request)) as { email: string; key: JsonWebKey | null };
      const person = [ann, ben].find((one) => one.email === email);
      if (person === undefined) return void response.writeHead(403).end();
      const token = tokenFor(person.name);
      grants.set(token, { name: person.name, key });
      return json({ token });
    }
    if (url.pathname === '/api/me') {
      const name = whoseRequest(request, grants);
      const from = url.searchParams.get('from');
      if (from !== null && from !== name) mixed.push(`${from} as ${name}`);
      lastVisitor = name;
      asked.set(name, (asked.get(name) ?? 0) + 1);
      return json({ name });
    }
    if (url.pathname === '/robots.txt') return void response.end('User-agent: *\nDisallow:\n');
    if (request.method === 'POST') return void response.writeHead(204).end();
    response.setHeader('content-type', 'text/html; charset=utf-8');
    // No frame of another site, which is what careful apps say.
    response.setHeader('x-frame-options', 'DENY');
    response.end(shell(keeping));
  };
  const hear = (request: IncomingMessage, response: ServerResponse) => void answer(request, response);
  const { server: first, port } = await listen(hear);
  let server = first;
  return {
    url: (path = '/', host = 'localhost') => `http://${host}:${port}${path}`,
    lastVisitor: () => lastVisitor,
    endSessions: async (person) => {
      for (const [token, { name }] of grants) if (name === person) grants.delete(token);
    },
    mixed: () => [...mixed],
    asked: (name) => asked.get(name) ?? 0,
    stop: () => stop(server),
    startAgain: async () => {
      server = (await listen(hear, port)).server;
    },
  };
}

/** RFC 7519 in shape; the signature is of no use to anybody here. */
function tokenFor(name: string): string {
  const parts = [{ alg: 'none' }, { sub: name, jti: randomUUID() }];
  return `${parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.none`;
}

/** A request is of whoever its token was given to, if it is signed with the key that was shown then. */
function whoseRequest({ headers }: IncomingMessage, grants: Map<string, Grant>): string {
  const token = headers.authorization?.replace(/^Bearer /, '') ?? '';
  const grant = grants.get(token);
  if (grant === undefined) return 'nobody';
  if (grant.key === null) return grant.name;
  const key = createPublicKey({ key: grant.key, format: 'jwk' });
  const signature = Buffer.from(String(headers['x-signature'] ?? ''), 'base64');
  const isGenuine = verify('sha256', Buffer.from(token), { key, dsaEncoding: 'ieee-p1363' }, signature);
  return isGenuine ? grant.name : 'nobody';
}

function shell(keeping: Keeping): string {
  return page(
    'Hat Tokens',
    `<h1>Hat Tokens</h1><p id="text"></p><div id="form" hidden>
<label>E-mail<input name="email" type="email"></label>
<label>Password<input name="password" type="password"></label>
<button>Sign in</button></div><script>(${app.toString()})(${JSON.stringify(keeping)})</script>`,
  );
}

interface Kept {
  readonly token: string;
  readonly key: CryptoKey | null;
}

/** Runs in the page. */
async function app(keeping: Keeping): Promise<void> {
  document.body.dataset.script = 'runs';
  const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = async (): Promise<IDBObjectStore> => {
    const request = indexedDB.open('auth', 3);
    request.onupgradeneeded = () => request.result.createObjectStore('tokens');
    return (await done(request)).transaction('tokens', 'readwrite').objectStore('tokens');
  };
  const areas = {
    local: [localStorage],
    session: [sessionStorage],
    database: [],
    lasting: [localStorage],
    all: [localStorage, sessionStorage],
  }[keeping];
  const inDatabase = ['database', 'lasting', 'all'].includes(keeping);
  const read = async (): Promise<Kept | undefined> => {
    const tokens = areas.map((area) => area.getItem('access_token'));
    const kept = inDatabase ? ((await done((await database()).get('mine'))) as Kept | undefined) : null;
    const all = kept === null ? tokens : [...tokens, kept?.token ?? null];
    if (all.every((token) => token === null)) return undefined;
    // Parts that belong to different people, or of which one is gone, sign nobody in.
    const token = new Set(all).size === 1 ? all[0] : 'mixed';
    return { token: token ?? 'mixed', key: kept?.key ?? null };
  };
  const writeEntries = ({ token }: Kept): void => {
    for (const area of areas) area.setItem('access_token', token);
  };
  const writeRow = async (kept: Kept): Promise<void> => {
    if (inDatabase) await done((await database()).put(kept, 'mine'));
  };
  const ask = async ({ token, key }: Kept, from = ''): Promise<string> => {
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    const signed = key && (await crypto.subtle.sign(algorithm, key, new TextEncoder().encode(token)));
    const signature = signed === null ? '' : btoa(String.fromCharCode(...new Uint8Array(signed)));
    const headers = { authorization: `Bearer ${token}`, 'x-signature': signature };
    return ((await (await fetch(`/api/me${from}`, { headers })).json()) as { name: string }).name;
  };
  const signIn = async (): Promise<void> => {
    const usage: KeyUsage[] = ['sign', 'verify'];
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    // Its private half cannot be taken out of the browser by anybody.
    const pair = inDatabase ? await crypto.subtle.generateKey(algorithm, false, usage) : null;
    const key = pair && (await crypto.subtle.exportKey('jwk', pair.publicKey));
    const email = (document.querySelector('[name=email]') as HTMLInputElement).value;
    const answer = await fetch('/api/sign-in', { method: 'POST', body: JSON.stringify({ email, key }) });
    const { token } = (await answer.json()) as { token: string };
    const kept = { token, key: pair?.privateKey ?? null };
    writeEntries(kept);
    await writeRow(kept);
    location.reload();
  };

  const kept = await read();
  const name = kept === undefined ? 'nobody' : await ask(kept);
  const greeting = name === 'nobody' ? 'Sign in to see your notes.' : `Hello ${name}`;
  const text = document.getElementById('text') as HTMLElement;
  text.textContent = kept?.token === 'mixed' ? 'Mixed' : greeting;
  document.title = name;
  const form = document.getElementById('form') as HTMLElement;
  form.hidden = name !== 'nobody' || kept?.token === 'mixed';
  form.querySelector('button')?.addEventListener('click', () => void signIn());
  if (kept === undefined || name === 'nobody') return;
  // An old page goes on writing what it holds, until it is gone and while it goes.
  let writing = false;
  const again = () => {
    writeEntries(kept);
    localStorage.setItem(`last seen ${name}`, String(Date.now()));
    // One at a time, as with what it asks: on a slow machine it would queue up.
    if (writing) return;
    writing = true;
    const isWritten = () => {
      writing = false;
    };
    writeRow(kept).then(isWritten, isWritten);
  };
  setInterval(again, 10);
  for (const event of ['pagehide', 'beforeunload', 'unload', 'visibilitychange'])
    addEventListener(event, again);
  const askAgain = () => {
    const later = () => setTimeout(askAgain, 50);
    ask(kept, `?from=${name}`).then(later, later);
  };
  askAgain();
}
