import express from 'express';
import session from 'express-session';
import { WebSocketServer } from 'ws';
import { page, signInPage } from './pages';
import { ann, ben, listen, stop, type TestSite } from './site';

const siteName = 'Hat Ticker';

export interface RollingSite extends TestSite {
  /** `Ann as Ben`: a page of Ann's that spoke with Ben's session, by a request or over a socket. */
  mixed(): string[];
  /** How often sockets of a person have spoken. */
  spoken(person: string): number;
}

/** Sessions that live as long as somebody asks: every answer renews the cookie. Pages poll, and hold a socket open. */
export async function startRolling(): Promise<RollingSite> {
  const app = express();
  let lastVisitor = 'nobody';
  const mixed: string[] = [];
  const spoken = new Map<string, number>();
  const check = (from: unknown, name: string) => {
    if (typeof from === 'string' && from !== name) mixed.push(`${from} as ${name}`);
  };
  const sessions = session({
    secret: 'only-for-tests',
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 60_000, sameSite: 'lax' },
  });
  app.use(express.urlencoded({ extended: false }), sessions);
  app.get('/poll', (request, response) => {
    check(request.query.from, request.session.name ?? 'nobody');
    response.json({});
  });
  app.get('/', (request, response) => {
    const { name } = request.session;
    lastVisitor = name ?? 'nobody';
    response.send(name === undefined ? signInPage(siteName) : tickerPage(name));
  });
  app.post('/sign-in', (request, response) => {
    const { email } = request.body as { email: string };
    const person = [ann, ben].find((one) => one.email === email);
    request.session.regenerate(() => {
      if (person !== undefined) request.session.name = person.name;
      response.redirect(302, '/');
    });
  });
  const { server, port } = await listen(app);
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    // The session is found by the cookie of the handshake.
    sessions(request as express.Request, {} as express.Response, () => {
      const name = (request as express.Request).session.name ?? 'nobody';
      sockets.handleUpgrade(request, socket, head, (client) => {
        client.on('message', (data) => {
          spoken.set(name, (spoken.get(name) ?? 0) + 1);
          check(String(data), name);
        });
      });
    });
  });
  return {
    url: (path = '/', host = 'ticker.test') => `http://${host}:${port}${path}`,
    lastVisitor: () => lastVisitor,
    endSessions: async () => undefined,
    mixed: () => [...mixed],
    spoken: (person) => spoken.get(person) ?? 0,
    stop: async () => {
      for (const client of sockets.clients) client.terminate();
      await stop(server);
    },
  };
}

function tickerPage(name: string): string {
  return page(
    name,
    `<h1>Hello ${name}</h1><p>You are signed in.</p><script>(${ticker.toString()})(${JSON.stringify(name)})</script>`,
  );
}

/** Runs in the page. */
function ticker(name: string): void {
  const poll = () => fetch(`/poll?from=${name}`).finally(() => setTimeout(poll, 20));
  void poll();
  const open = () => {
    const socket = new WebSocket(`ws://${location.host}/`);
    socket.onopen = () => setInterval(() => socket.send(name), 20);
    // As apps do: a socket that is gone is opened again.
    socket.onclose = () => setTimeout(open, 20);
  };
  open();
}
