import type { ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { bundle } from '../bundle';
import { homePage, signInPage } from './pages';
import { ann, ben, bodyOf, listen, stop, type TestSite } from './site';

const siteName = 'Hat Maps';

/** An app whose service worker, by workbox, keeps its page and answers with that before anybody asks the server. */
export async function startAppShell(): Promise<TestSite> {
  const worker = await bundle(fileURLToPath(new URL('app-shell.worker.ts', import.meta.url)));
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

function signIn(body: string, response: ServerResponse): void {
  const form = new URLSearchParams(body);
  const person = [ann, ben].find(({ email }) => email === form.get('email'));
  if (person !== undefined) response.setHeader('set-cookie', `sid=${person.name}; Path=/; HttpOnly`);
  response.writeHead(303, { location: '/' }).end();
}
