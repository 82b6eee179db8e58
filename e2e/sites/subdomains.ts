import type { IncomingMessage, ServerResponse } from 'node:http';
import { homePage, signInPage } from './pages';
import { ann, ben, bodyOf, listen, stop, type TestSite } from './site';

const siteName = 'Hat Press';

/**
 * A site of two hosts below one domain whose sign-in is spread over every kind of cookie. Whoever asks must bring all of
 * them, all of one person: otherwise the server says `mixed`.
 */
export async function startSubdomains(domain = 'press.test'): Promise<TestSite> {
  const sessions = new Map<string, string>();
  let lastVisitor = 'nobody';
  let ids = 0;

  const visitor = (request: IncomingMessage): string => {
    const cookies = cookiesOf(request);
    const claims = Object.entries(cookies).filter(([name]) => name.startsWith('c_'));
    const people = new Set(claims.map(([, value]) => value.split('.')[0] ?? ''));
    const sid = cookies.c_sid?.split('.')[1] ?? '';
    const name = sessions.get(sid);
    if (name === undefined) return 'nobody';
    return people.size === 1 && people.has(name) && isWhole(request, cookies) ? name : 'mixed';
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (request.method === 'POST') return post(request, response);
    const name = visitor(request);
    if (request.url !== '/icon.png') lastVisitor = name;
    response.end(name === 'nobody' ? signInPage(siteName) : homePage(siteName, name));
  };
  const post = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = new URLSearchParams(await bodyOf(request));
    const person = [ann, ben].find(
      ({ email, password }) => form.get('email') === email && form.get('password') === password,
    );
    if (person === undefined && request.url === '/sign-in') {
      response.statusCode = 401;
      response.end(signInPage(siteName, 'E-mail and password do not match.'));
      return;
    }
    if (person !== undefined) {
      const id = `s${++ids}`;
      sessions.set(id, person.name);
      response.setHeader('set-cookie', signInCookies(domain, person.name, id));
    }
    response.writeHead(302, { location: '/' }).end();
  };

  const { server, port } = await listen((request, response) => void answer(request, response));
  return {
    url: (path = '/', host = `www.${domain}`) => `http://${host}:${port}${path}`,
    lastVisitor: () => lastVisitor,
    endSessions: async (person) => {
      for (const [id, name] of sessions) if (name === person) sessions.delete(id);
    },
    stop: () => stop(server),
  };
}

/** On the domain and on the host, for a while and for the session, for all paths and for one, for servers and for scripts. */
function signInCookies(domain: string, name: string, id: string): string[] {
  const value = `${name}.${id}`;
  return [
    `c_sid=${value}; Domain=${domain}; Path=/; HttpOnly; SameSite=Lax`,
    `c_long=${value}; Domain=${domain}; Path=/; Max-Age=86400; HttpOnly`,
    `c_page=${value}; Domain=${domain}; Path=/account; SameSite=Strict`,
    `c_script=${value}; Domain=${domain}; Path=/`,
    `c_host=${value}; Path=/; HttpOnly; SameSite=Lax`,
    'theme=dark; Path=/',
  ];
}

/** The domain's cookies come to every host, the one of a path to that path. */
function isWhole({ url = '/' }: IncomingMessage, cookies: Readonly<Record<string, string>>): boolean {
  const expected = ['c_sid', 'c_long', 'c_script', ...(url.startsWith('/account') ? ['c_page'] : [])];
  return expected.every((name) => name in cookies);
}

function cookiesOf(request: IncomingMessage): Record<string, string> {
  const pairs = (request.headers.cookie ?? '').split('; ').map((pair) => pair.split('='));
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value]));
}
