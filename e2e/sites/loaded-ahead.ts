import { namedIn, signInNamed } from './named-cookie';
import { page, signInPage } from './pages';
import { listen, stop, type TestSite } from './site';

const siteName = 'Hat Magazine';

/** What browsers are told to load before anybody goes there: pages whole, of which one is the page itself, and answers. */
export const whole = ['/', '/next'];
export const answers = ['/later'];

export interface LoadedAhead extends TestSite {
  /** Whom each page was loaded for before anybody went there, newest last: `Ann /next`. */
  ahead(): readonly string[];
  /** How often somebody went to a page. */
  visits(): number;
}

/** A site that has the browser load its pages before anybody goes to them. */
export async function startLoadedAhead(): Promise<LoadedAhead> {
  let lastVisitor = 'nobody';
  let visits = 0;
  const ahead: string[] = [];
  const { server, port } = await listen(async (request, response) => {
    if (request.method === 'POST') return signInNamed(request, response);
    const name = namedIn(request);
    if (request.headers['sec-purpose'] === undefined) {
      lastVisitor = name;
      visits++;
    } else ahead.push(`${name} ${request.url}`);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(name === 'nobody' ? signInPage(siteName) : issue(name));
  });
  return {
    url: (path = '/', host = 'localhost') => `http://${host}:${port}${path}`,
    lastVisitor: () => lastVisitor,
    ahead: () => ahead,
    visits: () => visits,
    endSessions: async () => undefined,
    stop: () => stop(server),
  };
}

/** https://developer.mozilla.org/en-US/docs/Web/API/Speculation_Rules_API */
const rules = JSON.stringify({
  prerender: [{ urls: whole, eagerness: 'immediate' }],
  prefetch: [{ urls: answers, eagerness: 'immediate' }],
});

function issue(name: string): string {
  const links = [...whole, ...answers].map((path) => `<a href="${path}">Page ${path}</a> `).join('');
  return page(
    `${name}’s issues`,
    `<h1>Hello ${name}</h1><nav>${links}</nav><script type="speculationrules">${rules}</script>`,
  );
}
