import { namedIn, signInNamed } from './named-cookie';
import { page, signInPage } from './pages';
import { listen, stop, type TestSite } from './site';

const siteName = 'Hat Library';

export interface KeptPages extends TestSite {
  /** How often a page was asked for. */
  visits(): number;
}

/**
 * A site that lets the browser keep all it can: its pages may be cached, they are still enough to be kept whole for "Back", and
 * each asks who is signed in and gets an answer that may be cached too.
 */
export async function startKeptPages(): Promise<KeptPages> {
  let lastVisitor = 'nobody';
  let visits = 0;
  const { server, port } = await listen(async (request, response) => {
    if (request.method === 'POST') return signInNamed(request, response);
    const name = namedIn(request);
    response.setHeader('cache-control', 'private, max-age=300');
    if (request.url === '/favicon.ico') return void response.writeHead(404).end();
    if (request.url === '/me') return void response.end(name);
    lastVisitor = name;
    visits++;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(name === 'nobody' ? signInPage(siteName) : shelf(name));
  });
  return {
    url: (path = '/', host = 'localhost') => `http://${host}:${port}${path}`,
    lastVisitor: () => lastVisitor,
    visits: () => visits,
    endSessions: async () => undefined,
    stop: () => stop(server),
  };
}

function shelf(name: string): string {
  return page(
    `${name}’s books`,
    `<h1>Hello ${name}</h1><p id="me"></p><script>(${askWho.toString()})()</script>`,
  );
}

/** Runs in the page. */
async function askWho(): Promise<void> {
  const name = await (await fetch('/me')).text();
  const line = document.getElementById('me');
  if (line !== null) line.textContent = `Books of ${name}`;
}
