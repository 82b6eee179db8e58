import { randomUUID } from 'node:crypto';
import { page, signInPage } from './pages';
import { ann, ben, bodyOf, listen, stop, type TestSite } from './site';

const siteName = 'Hat Club';

export interface SlowHome extends TestSite {
  /** How often the page was asked for. */
  asked(): number;
  /** From now on the page is not answered with. @returns lets the answers go */
  hold(): () => void;
}

/** A page with a policy about scripts, which takes its time. */
export async function startSlowHome(): Promise<SlowHome> {
  const people = new Map<string, string>();
  let lastVisitor = 'nobody';
  let asked = 0;
  let held: Promise<void> = Promise.resolve();
  const { server, port } = await listen(async (request, response) => {
    const token = /(?:^|; )sid=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    if (request.method === 'POST') {
      const form = new URLSearchParams(await bodyOf(request));
      const person = [ann, ben].find(({ email }) => email === form.get('email'));
      const sid = randomUUID();
      if (person !== undefined) people.set(sid, person.name);
      response.setHeader('set-cookie', `sid=${sid}; Path=/; HttpOnly; SameSite=Lax`);
      response.writeHead(302, { location: '/' }).end();
      return;
    }
    asked++;
    await held;
    const name = people.get(token);
    lastVisitor = name ?? 'nobody';
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-security-policy', "script-src 'none'");
    response.setHeader('cache-control', 'no-store');
    response.end(name === undefined ? signInPage(siteName) : page(siteName, `<h1>Hello ${name}</h1>`));
  });
  return {
    url: (path = '/', host = 'club.test') => `http://${host}:${port}${path}`,
    lastVisitor: () => lastVisitor,
    endSessions: async () => undefined,
    asked: () => asked,
    hold: () => {
      let release = () => {};
      held = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    stop: () => stop(server),
  };
}
