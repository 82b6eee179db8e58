import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { keep, keptBy, type Library, libraries, tokenOf } from './library-stores';
import { laidIn, page, signInPage } from './pages';
import { ann, ben, bodyOf, listen, type Person, stop, type TestSite } from './site';

const siteName = 'Hat Club';

export const cora: Person = { name: 'Cora', email: 'cora@example.test', password: 'cora-likes-hats' };

/** What its pages and storage say of whoever is signed in. */
export type Telling =
  /** A `<meta>` and a JSON user in localStorage, as many do. */
  | 'both'
  /** A user in the database of firebase-js-sdk. */
  | 'database'
  /** A token that a script keeps, with an e-mail address in it. */
  | 'token'
  /** What the server has laid into the page, beside somebody whom the page is about. */
  | 'page'
  /** What this library keeps. */
  | Library
  /** Nothing but the greeting. */
  | 'nothing';

export interface MemberClub extends TestSite {
  /** What a mail would have: whoever opens it is signed in. */
  magicLink(person: Person): string;
  /** The `Cookie` header of the newest visit of each person. */
  sessionOf(name: string): string | undefined;
}

/** A site that lets people in by a form, a link from a mail and a window of its own, and shows who they are. */
export async function startMemberClub(
  telling: Telling = 'both',
  people = [ann, ben, cora],
): Promise<MemberClub> {
  const sessions = new Map<string, Person>();
  const links = new Map<string, Person>();
  const seen = new Map<string, string>();
  let lastVisitor = 'nobody';

  const enter = (response: ServerResponse, person: Person, location: string, status = 303) => {
    const id = randomBytes(16).toString('hex');
    sessions.set(id, person);
    const binding = '(ES256);path="/bind"';
    response.writeHead(status, {
      location,
      'set-cookie': `sid=${id}; Path=/; HttpOnly; SameSite=Lax`,
      ...(location.includes('bound') ? { 'secure-session-registration': binding } : {}),
    });
    response.end();
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://club.test');
    const id = /(?:^|; )sid=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    const person = sessions.get(id);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (request.method === 'POST' && url.pathname === '/script') {
      const { email } = JSON.parse(await bodyOf(request)) as { email?: string };
      const them = people.find((one) => one.email === email);
      if (them !== undefined) return enter(response, them, '/', 200);
      return response.writeHead(200, { 'set-cookie': visitor() }).end();
    }
    if (request.method === 'POST' && url.pathname.startsWith('/sign-in')) {
      const form = new URLSearchParams(await bodyOf(request));
      const them = people.find(({ email }) => email === form.get('email'));
      if (them !== undefined) return enter(response, them, url.searchParams.get('next') ?? '/');
      // Refused by leading back to the form, with a session that is new, as many frameworks do.
      return response.writeHead(303, { location: '/', 'set-cookie': visitor() }).end();
    }
    if (request.method === 'POST') {
      // Signed out, with what a script has kept left behind.
      sessions.delete(id);
      return response.writeHead(303, { location: '/', 'set-cookie': 'sid=; Path=/; Max-Age=0' }).end();
    }
    const linked = url.pathname === '/magic' ? links.get(url.searchParams.get('token') ?? '') : undefined;
    if (linked !== undefined) return enter(response, linked, '/');
    const other = people.find(({ name }) => url.pathname === '/as' && name === url.searchParams.get('name'));
    if (other !== undefined) return enter(response, other, '/');
    if (url.pathname === '/window') return response.end(windowPage);
    if (url.pathname === '/script') return response.end(scriptPage);
    if (url.pathname === '/done') return response.end('<script>opener.location.reload(); close()</script>');
    if (url.pathname === '/form') return response.end(formOf(url.searchParams.get('next') ?? '/'));
    if (url.pathname === '/face.svg') {
      response.setHeader('content-type', 'image/svg+xml');
      return response.end(face);
    }
    lastVisitor = person?.name ?? 'nobody';
    if (person !== undefined) seen.set(person.name, id);
    // Every visitor has a session, as many sites do.
    if (id === '')
      response.setHeader('set-cookie', `sid=${randomBytes(16).toString('hex')}; Path=/; HttpOnly`);
    response.end(person === undefined ? signInPage(siteName) : home(person, telling));
  };

  const { server, port } = await listen((request, response) => void answer(request, response));
  const address = (path = '/', host = 'club.test') => `http://${host}:${port}${path}`;
  return {
    url: address,
    magicLink: (person) => {
      const token = randomBytes(16).toString('hex');
      links.set(token, person);
      return address(`/magic?token=${token}`);
    },
    sessionOf: (name) => seen.get(name),
    lastVisitor: () => lastVisitor,
    endSessions: async (name) => {
      for (const [id, person] of sessions) if (person.name === name) sessions.delete(id);
    },
    stop: () => stop(server),
  };
}

const visitor = () => `sid=${randomBytes(16).toString('hex')}; Path=/; HttpOnly; SameSite=Lax`;

const face =
  '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"><rect width="80" height="80" fill="teal"/></svg>';

const windowPage = page(
  siteName,
  `<h1>Sign in to see your notes.</h1><button type="button" onclick="open('/form?next=/done', 'w', 'width=400,height=400')">Open a window</button>`,
);

/** Its script sends the password, and says in the page itself when that is refused. */
const scriptPage = `${signInPage(siteName).replace('<button>Sign in', '<button>Send')}<script>(${sendByScript.toString()})()</script>`;

/** Runs in the page. */
function sendByScript(): void {
  const form = document.querySelector('form') as HTMLFormElement;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const body = JSON.stringify(Object.fromEntries(new FormData(form)));
    const answer = await fetch('/script', { method: 'POST', body });
    if (answer.headers.has('location')) location.assign('/');
    else (document.querySelector('.error') as HTMLElement).textContent = 'They do not match.';
  });
}

const formOf = (next: string) =>
  signInPage(siteName).replace('action="/sign-in"', `action="/sign-in?next=${encodeURIComponent(next)}"`);

/** Runs in the page. As firebase-js-sdk keeps whoever is signed in. */
function keepInDatabase(user: object): void {
  const request = indexedDB.open('firebaseLocalStorageDb', 1);
  request.onupgradeneeded = () =>
    request.result.createObjectStore('firebaseLocalStorage', { keyPath: 'fbase_key' });
  request.onsuccess = () => {
    const transaction = request.result.transaction('firebaseLocalStorage', 'readwrite');
    const row = { fbase_key: 'firebase:authUser:key:[DEFAULT]', value: user };
    transaction.objectStore('firebaseLocalStorage').put(row);
    transaction.oncomplete = () => request.result.close();
  };
}

/** What its users see of clerk-js; where it keeps them there is no name. */
function clerkButton(name: string): string {
  return `<button class="cl-userButtonTrigger"><img class="cl-avatarImage cl-userButtonAvatarImage" width="32"
    alt="${name}'s logo" src="/face.svg"></button>`;
}

function home({ name, email }: Person, telling: Telling): string {
  const picture = '/face.svg';
  const user = { id: email, name, email, picture };
  const text = (value: string) => value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  const says = `<script>localStorage.setItem('user', ${JSON.stringify(JSON.stringify(user)).replaceAll('<', '\\u003c')}
    .replace('/face.svg', location.origin + '/face.svg'))</script>`;
  const body = `<h1>Hello ${text(name)}</h1><img src="${picture}" width="40" alt="">
<form method="post" action="/sign-out"><button>Sign out</button></form>`;
  const scripts: Partial<Record<Telling, string>> = {
    both: says,
    database: `<script>(${keepInDatabase.toString()})(${JSON.stringify({ uid: email, displayName: name, email })})</script>`,
    token: `<script>localStorage.setItem('id_token', ${JSON.stringify(tokenOf({ sub: `user-${name}`, email }))})</script>`,
    page: laidIn({
      props: { auth: { user }, author: { user: { id: 1, name: cora.name, email: cora.email } } },
    }),
  };
  const library = libraries.find((one) => one === telling);
  if (library !== undefined)
    scripts[library] =
      `<script>(${keep.toString()})(${JSON.stringify(keptBy(library, { name, email }, `user_${name}`))})</script>`;
  const told = page(
    siteName,
    body + (scripts[telling] ?? '') + (telling === 'clerk-js' ? clerkButton(name) : ''),
  );
  const meta = `<meta name="user-login" content="${text(email)}">`;
  return telling === 'both' ? told.replace('<meta charset="utf-8">', `<meta charset="utf-8">${meta}`) : told;
}
