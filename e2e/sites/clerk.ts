import express, { type Request } from 'express';
import { page, signInPage } from './pages';
import { ann, ben, listen, stop, type TestSite } from './site';

const siteName = 'Hat Rental';

export interface ClerkSite extends TestSite {
  /** Whose sessions the API keeps. */
  sessions(): string[];
  /** What its API was asked to end, from where, and what became of it; it would say so if a header told of an extension. */
  removals(): string[];
}

/** @property token made anew with every change: an older one is refused */
interface Client {
  readonly id: string;
  token: string;
  readonly sessions: Map<string, string>;
}

/**
 * An app with Clerk: its pages are on one host and the Frontend API on another, which has a cookie of its own. As far as it goes it
 * does what clerk-js 6 expects of it: form-encoded posts, from the app's origin.
 */
export async function startClerk(): Promise<ClerkSite> {
  const clients = new Map<string, Client>();
  const removals: string[] = [];
  let [lastVisitor, ids] = ['nobody', 0];
  const app = express();
  app.use(express.urlencoded({ extended: false }));
  const nameOf = (sid: unknown) =>
    [...clients.values()].flatMap(({ sessions }) => sessions.get(String(sid)) ?? [])[0];
  const clientCookie = (client: Client) => {
    client.token = token({ id: client.id, rotating_token: `t${++ids}` });
    return `__client=${client.token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=86400`;
  };

  app.get('/', (request, response) => {
    const name = nameOf(claimsIn(cookieOf(request, '__session')).sid);
    lastVisitor = name ?? 'nobody';
    response.send(name === undefined ? signInPage(siteName) : homePage(name));
  });
  app.post('/sign-in', (request, response) => {
    const person = [ann, ben].find(({ email }) => email === (request.body as Record<string, unknown>).email);
    const client: Client = { id: `client_${++ids}`, token: '', sessions: new Map() };
    const sid = `sess_${++ids}`;
    client.sessions.set(sid, person?.name ?? 'nobody');
    clients.set(client.id, client);
    const claims = { iss: url('', api), azp: url(''), sid, sub: `user_${person?.name ?? ''}` };
    response.setHeader('set-cookie', `__session=${token(claims)}; Path=/; SameSite=Lax; Max-Age=86400`);
    response.redirect(302, url(`/v1/client/handshake?client=${client.id}`, api));
  });
  app.get('/v1/client/handshake', (request, response) => {
    const client = clients.get(String(request.query.client));
    if (client !== undefined) response.setHeader('set-cookie', clientCookie(client));
    response.redirect(302, url('/'));
  });
  app.all('/v1/client/sessions/:sid/remove', (request, response) => {
    const { sid } = request.params;
    const sent = cookieOf(request, '__client');
    const client = [...clients.values()].find((one) => one.token === sent && one.sessions.has(sid));
    const isOwn =
      request.method === 'POST' &&
      request.headers.origin === url('') &&
      request.headers.host === new URL(url('', api)).host &&
      request.headers['content-type'] === 'application/x-www-form-urlencoded';
    const refusal = client === undefined ? 404 : 400;
    const told = Object.values(request.headers).some((value) => String(value).includes('-extension:'));
    const status = isOwn && client !== undefined ? 200 : refusal;
    removals.push(`${request.method} ${nameOf(sid) ?? 'nobody'} ${status}${told ? ', by an extension' : ''}`);
    if (status !== 200 || client === undefined) return void response.status(status).json({ errors: [] });
    client.sessions.delete(sid);
    response.setHeader('set-cookie', clientCookie(client));
    response.json({ response: { object: 'session', id: sid, status: 'removed' } });
  });

  const api = 'clerk.rental.test';
  const { server, port } = await listen(app);
  const url = (path = '/', host = 'app.rental.test') => `http://${host}:${port}${path}`;
  return {
    url,
    lastVisitor: () => lastVisitor,
    sessions: () => [...clients.values()].flatMap(({ sessions }) => [...sessions.values()]),
    removals: () => [...removals],
    endSessions: async (person) => {
      for (const { sessions } of clients.values())
        for (const [sid, name] of sessions) if (name === person) sessions.delete(sid);
    },
    stop: () => stop(server),
  };
}

function homePage(name: string): string {
  return page(`${name}’s hats`, `<h1>Hello ${name}</h1><p>You are signed in to ${siteName}.</p>`);
}

/** Nobody checks what is signed here. */
function token(claims: object): string {
  return `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
}

function claimsIn(text: string): Readonly<Record<string, unknown>> {
  const payload = text.split('.')[1];
  return payload === undefined ? {} : JSON.parse(Buffer.from(payload, 'base64url').toString());
}

function cookieOf({ headers }: Request, name: string): string {
  const found = (headers.cookie ?? '').split('; ').find((one) => one.startsWith(`${name}=`));
  return found?.slice(name.length + 1) ?? '';
}
