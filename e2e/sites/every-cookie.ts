import { homePage, signInPage } from './pages';
import { ann, ben, bodyOf, listen, stop, type TestSite } from './site';

const siteName = 'Hat Archive';

export interface CookieSite extends TestSite {
  /** The Cookie header of the newest page that was asked for, whole. */
  lastHeader(): string;
}

/** A site on localhost whose sign-in sets every kind of cookie, and as many as a browser keeps. */
export async function startEveryCookie(): Promise<CookieSite> {
  let lastHeader = '';
  const nameIn = (header: string) => /(?:^|; )__Host-sid=(\w+)/.exec(header)?.[1] ?? 'nobody';
  const { server, port } = await listen(async (request, response) => {
    if (request.method === 'POST') {
      const person = personIn(await bodyOf(request));
      if (person !== undefined) response.setHeader('set-cookie', cookiesFor(person));
      response.writeHead(302, { location: '/in/deep' }).end();
      return;
    }
    lastHeader = request.headers.cookie ?? '';
    const name = nameIn(lastHeader);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(name === 'nobody' ? signInPage(siteName) : homePage(siteName, name));
  });
  return {
    url: (path = '/in/deep', host = 'localhost') => `http://${host}:${port}${path}`,
    lastVisitor: () => nameIn(lastHeader),
    lastHeader: () => lastHeader,
    endSessions: async () => undefined,
    stop: () => stop(server),
  };
}

function personIn(body: string): string | undefined {
  const form = new URLSearchParams(body);
  return [ann, ben].find(({ email }) => email === form.get('email'))?.name;
}

/** 179 cookies: with a 181st the browser would drop the oldest thirty. Chromium takes Secure ones from http://localhost. */
function cookiesFor(name: string): string[] {
  const special = [
    `__Host-sid=${name}; Path=/; Secure; HttpOnly; SameSite=Lax`,
    `__Secure-id=${name}; Path=/in; Secure; Max-Age=86400`,
    `=${name}-nameless; Path=/`,
    'empty=; Path=/',
    `quoted="${name} {1,2} a=b%20"; Path=/; SameSite=Strict`,
    `cross=${name}; Path=/; Secure; SameSite=None`,
    `chips=${name}; Path=/; Secure; SameSite=None; Partitioned`,
    `deep=${name}; Path=/in/deep; HttpOnly`,
    // There is no address that it would be sent to.
    `lost=${name}; Path=/in/deep?tab=1`,
  ];
  // Each person has them in another order, and the order is part of what a server may see.
  const many = Array.from(
    { length: 170 },
    (_, index) => `n${index}=${name}-${'x'.repeat(index % 40)}; Path=/`,
  );
  return [...special, ...(name === ann.name ? many : many.toReversed())];
}
