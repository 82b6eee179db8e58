import { fileURLToPath } from 'node:url';
import { bundle } from '../bundle';
import { namedIn, signInNamed } from './named-cookie';
import { homePage, signInPage } from './pages';
import { listen, stop, type TestSite } from './site';

const siteName = 'Hat Maps';

/** An app whose service worker, by workbox, keeps its page and answers with that before anybody asks the server. */
export async function startAppShell(): Promise<TestSite> {
  const worker = await bundle(fileURLToPath(new URL('app-shell.worker.ts', import.meta.url)));
  let lastVisitor = 'nobody';
  const { server, port } = await listen(async (request, response) => {
    if (request.method === 'POST') return signInNamed(request, response);
    const name = namedIn(request);
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
