import express, { type Request } from 'express';
import session from 'express-session';
import { page, signInPage } from './pages';
import { ann, ben, listen, stop, type TestSite } from './site';

const siteName = 'Hat Club';

export interface SignOutSite extends TestSite {
  /** The session id of whoever the server saw last, as its cookie has it. */
  lastCookie(): string;
  /** Who the server takes the bearer of a session cookie for; asked without the browser. */
  ownerOf(cookie: string): Promise<string>;
  /** Addresses of sign-outs that were asked for, and by whom; it would say so if a header told of an extension. */
  signOuts(): string[];
  /** How many seconds the sessions last that begin from now on; `null`: as long as the browser runs. */
  lasting(seconds: number | null): void;
  /** The server does not answer to sign-outs any more, or does again. */
  silent(is: boolean): void;
}

/**
 * Signs out by a link, which leads on from address to address, and by a form. Everybody who comes by is given a session.
 */
export async function startSignOuts(): Promise<SignOutSite> {
  const app = express();
  const store = new session.MemoryStore();
  const signOuts: string[] = [];
  let [lastVisitor, lastCookie] = ['nobody', ''];
  let maxAge: number | undefined;
  let isSilent = false;
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
  app.get('/who', (request, response) => void response.send(request.session.name ?? 'nobody'));
  app.get('/', (request, response) => {
    const { name } = request.session;
    [lastVisitor, lastCookie] = [name ?? 'nobody', request.headers.cookie ?? ''];
    response.send(name === undefined ? signInPage(siteName) : clubPage(name));
  });
  app.post('/sign-in', (request, response) => {
    const person = [ann, ben].find(({ email }) => email === (request.body as Record<string, unknown>).email);
    request.session.regenerate(() => {
      if (person !== undefined) request.session.name = person.name;
      if (maxAge !== undefined) request.session.cookie.maxAge = maxAge;
      response.redirect(302, '/');
    });
  });
  const end = (request: Request, then: () => void) => {
    const told = Object.values(request.headers).some((value) => String(value).includes('-extension:'));
    const by = told ? ', by an extension' : '';
    signOuts.push(`${request.method} ${request.path} ${request.session.name ?? 'nobody'}${by}`);
    if (!isSilent) then();
  };
  app.get('/logout', (request, response) => end(request, () => response.redirect(302, '/logout/done')));
  app.get('/logout/done', (request, response) =>
    end(request, () => {
      request.session.destroy(() => response.clearCookie('connect.sid').redirect(302, '/'));
    }),
  );
  app.post('/sign-out', (request, response) =>
    end(request, () => {
      request.session.destroy(() => response.clearCookie('connect.sid').redirect(302, '/'));
    }),
  );

  const { server, port } = await listen(app);
  const url = (path = '/', host = 'club.test') => `http://${host}:${port}${path}`;
  return {
    url,
    lastVisitor: () => lastVisitor,
    lastCookie: () => lastCookie,
    ownerOf: async (cookie) => (await fetch(url('/who', '127.0.0.1'), { headers: { cookie } })).text(),
    signOuts: () => [...signOuts],
    lasting: (seconds) => {
      maxAge = seconds === null ? undefined : seconds * 1000;
    },
    silent: (is) => {
      isSilent = is;
    },
    endSessions: async (person) => {
      const sessions = await new Promise<Record<string, session.SessionData>>((resolve, reject) =>
        store.all((error, all) =>
          error ? reject(error) : resolve(all as Record<string, session.SessionData>),
        ),
      );
      for (const [id, { name }] of Object.entries(sessions)) if (name === person) store.destroy(id);
    },
    stop: () => stop(server),
  };
}

function clubPage(name: string): string {
  return page(
    `${name}’s club`,
    `<h1>Hello ${name}</h1><p>You are signed in to ${siteName}.</p><p><a href="/logout">Log out</a></p>
<form method="post" action="/sign-out"><button>Sign out</button></form>`,
  );
}
