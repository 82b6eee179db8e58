import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { page, signInPage } from './pages';
import { ann, ben, bodyOf, listen, stop, type TestSite } from './site';

const siteName = 'Hat Bank';

export interface RotatingSite extends TestSite {
  /** Whose sign-in was ended because a token came twice. */
  stolen(): string[];
  /** How often a person's token was renewed. */
  renewals(person: string): number;
}

/** Each token is good once: for the next one. One that comes again is taken for stolen, and ends the sign-in (RFC 9700 4.14). */
export async function startRotating(): Promise<RotatingSite> {
  let lastVisitor = 'nobody';
  const current = new Map<string, string>();
  const used = new Map<string, string>();
  const stolen: string[] = [];
  const renewals = new Map<string, number>();

  const give = (response: ServerResponse, name: string) => {
    const token = randomUUID();
    current.set(token, name);
    response.setHeader('set-cookie', `refresh=${token}; Path=/; HttpOnly; SameSite=Lax`);
  };
  const renew = (token: string, response: ServerResponse): string => {
    const name = current.get(token);
    const thief = used.get(token);
    if (thief !== undefined) {
      stolen.push(thief);
      for (const [other, owner] of current) if (owner === thief) current.delete(other);
    }
    if (name === undefined) return 'nobody';
    current.delete(token);
    used.set(token, name);
    give(response, name);
    renewals.set(name, (renewals.get(name) ?? 0) + 1);
    return name;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const token = /(?:^|; )refresh=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    if (request.url === '/refresh') {
      const name = renew(token, response);
      lastVisitor = name;
      // The old token is used up from here on, and the new one is still under way.
      setTimeout(() => response.end(JSON.stringify({ name })), 30);
      return;
    }
    if (request.url === '/sign-in') {
      const form = new URLSearchParams(await bodyOf(request));
      const person = [ann, ben].find(({ email }) => email === form.get('email'));
      if (person !== undefined) give(response, person.name);
      response.writeHead(302, { location: '/' }).end();
      return;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(token === '' ? signInPage(siteName) : bankPage());
  };
  const { server, port } = await listen((request, response) => void answer(request, response));
  return {
    url: (path = '/', host = 'bank.test') => `http://${host}:${port}${path}`,
    lastVisitor: () => lastVisitor,
    endSessions: async () => undefined,
    stolen: () => [...stolen],
    renewals: (person) => renewals.get(person) ?? 0,
    stop: () => stop(server),
  };
}

function bankPage(): string {
  return page(
    'Hat Bank',
    `<h1 id="text"></h1><p>You are signed in.</p><script>(${bank.toString()})()</script>`,
  );
}

/** Runs in the page: renews all the time, one request after the other. */
async function bank(): Promise<void> {
  for (;;) {
    const answer = await fetch('/refresh', { method: 'POST' });
    const { name } = (await answer.json()) as { name: string };
    const text = document.getElementById('text') as HTMLElement;
    text.textContent = `Hello ${name}`;
  }
}
