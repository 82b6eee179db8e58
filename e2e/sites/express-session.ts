import express, { type Request } from 'express';
import session from 'express-session';
import { homePage, signInPage } from './pages';
import { ann, ben, listen, stop, type TestSite } from './site';

declare module 'express-session' {
  interface SessionData {
    name: string;
  }
}

const siteName = 'Hat Shop';

/** The classic: a session id for everybody who comes by, a new one at sign-in, a redirect after the form. */
export async function startExpressSession(): Promise<TestSite> {
  const app = express();
  const store = new session.MemoryStore();
  let lastVisitor = 'nobody';
  app.use(express.urlencoded({ extended: false }));
  app.use(
    session({
      secret: 'only-for-tests',
      resave: false,
      saveUninitialized: true,
      store,
      cookie: { sameSite: 'lax' },
    }),
  );
  app.get(['/', '/team'], (request, response) => {
    const { name } = request.session;
    lastVisitor = name ?? 'nobody';
    response.send(name === undefined ? signInPage(siteName) : homePage(siteName, name));
  });
  app.post('/sign-in', (request, response) => {
    const person = [ann, ben].find(({ email, password }) => isThem(request, email, password));
    if (person === undefined) {
      response.status(401).send(signInPage(siteName, 'E-mail and password do not match.'));
      return;
    }
    request.session.regenerate(() => {
      request.session.name = person.name;
      response.redirect(302, '/');
    });
  });
  app.post('/sign-out', (request, response) => {
    request.session.destroy(() => response.clearCookie('connect.sid').redirect(302, '/'));
  });

  const { server, port } = await listen(app);
  return {
    url: (path = '/', host = 'shop.test') => `http://${host}:${port}${path}`,
    lastVisitor: () => lastVisitor,
    endSessions: async (person) => endSessions(store, person),
    stop: () => stop(server),
  };
}

function isThem(request: Request, email: string, password: string): boolean {
  const body = request.body as Record<string, unknown>;
  return body.email === email && body.password === password;
}

function endSessions(store: session.MemoryStore, person: string): Promise<void> {
  return new Promise((resolve, reject) => {
    store.all((error, sessions) => {
      if (error) return reject(error);
      const found = Object.entries(sessions ?? {}).filter(([, data]) => data.name === person);
      for (const [id] of found) store.destroy(id);
      resolve();
    });
  });
}
