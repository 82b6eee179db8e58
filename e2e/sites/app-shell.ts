import type { ServerResponse } from 'node:http';
import { homePage, signInPage } from './pages';
import { ann, ben, bodyOf, listen, stop, type TestSite } from './site';

const siteName = 'Hat Maps';

/** An app whose service worker keeps its page and answers with that before anybody asks the server. */
export async function startAppShell(): Promise<TestSite> {
  let lastVisitor = 'nobody';
  const { server, port } = await listen(async (request, response) => {
    const name = /(?:^|; )sid=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? 'nobody';
    if (request.method === 'POST') return signIn(await bodyOf(request), response);
    if (request.url === '/sw.js') {
      response.setHeader('content-type', 'text/javascript');
      response.end(worker);
      return;
    }
    lastVisitor = name;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    const register = '<script>navigator.serviceWorker.register("/sw.js")</script>';
    response.end(name === 'nobody' ? signInPage(siteName) : homePage(siteName, name, register));
  });
  return {
    url: (path = '/', host = 'localhost') => `http://${host}:${port}${path}`,
    lastVisitor: () => lastVisitor,
    endSessions: async () => undefined,
    stop: () => stop(server),
  };
}

/** The signed-in page is stored at install, as an app shell is, and shown for every visit from then on. */
const worker = `
  addEventListener('install', (event) => {
    skipWaiting();
    event.waitUntil(caches.open('shell').then((cache) => cache.add('/')));
  });
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('fetch', (event) => {
    if (event.request.mode === 'navigate' && event.request.method === 'GET')
      event.respondWith(caches.match('/').then((shell) => shell ?? fetch(event.request)));
  });
`;

function signIn(body: string, response: ServerResponse): void {
  const form = new URLSearchParams(body);
  const person = [ann, ben].find(({ email }) => email === form.get('email'));
  if (person !== undefined) response.setHeader('set-cookie', `sid=${person.name}; Path=/; HttpOnly`);
  response.writeHead(303, { location: '/' }).end();
}
