import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node';
import express, { type Request, type Response } from 'express';
import { homePage, laidIn, signInPage } from './pages';
import { ann, ben, listen, type Person, stop, type TestSite } from './site';

const siteName = 'Hat Notes';

export interface BetterAuthOptions {
  readonly wantedPort?: number;
  /** Whether the page has the session in it, as one that a server renders for its scripts. */
  readonly tells?: boolean;
}

export interface BetterAuthSite extends TestSite {
  /** How many sessions of a person the server keeps. */
  sessionsOf(person: string): Promise<number>;
  /** Whose sign-outs the library was asked for, and from where; it would say so if a header told of an extension. */
  signOuts(): string[];
}

/** The demo and the first scenario: better-auth with e-mail and password, seen as localhost. */
export async function startBetterAuth({
  wantedPort = 0,
  tells = false,
}: BetterAuthOptions = {}): Promise<BetterAuthSite> {
  const app = express();
  const { server, port } = await listen(app, wantedPort);
  const origin = `http://localhost:${port}`;
  const auth = createAuth(origin);
  for (const { name, email, password } of [ann, ben])
    await auth.api.signUpEmail({ body: { name, email, password } });
  const signOuts: string[] = [];
  let lastVisitor = 'nobody';

  const sessionOf = (request: Request) => auth.api.getSession({ headers: fromNodeHeaders(request.headers) });
  app.use('/api/auth/sign-out', async (request, _, next) => {
    const told = Object.values(request.headers).some((value) => String(value).includes('-extension:'));
    const from = `${request.headers.origin ?? 'nowhere'}${told ? ', by an extension' : ''}`;
    signOuts.push(`${request.method} ${(await sessionOf(request))?.user.name ?? 'nobody'} from ${from}`);
    next();
  });
  app.all('/api/auth/*rest', toNodeHandler(auth));
  app.use(express.urlencoded({ extended: false }));
  app.get('/', async (request, response) => {
    const session = await sessionOf(request);
    lastVisitor = session?.user.name ?? 'nobody';
    const body =
      session === null
        ? signInPage(siteName)
        : homePage(siteName, session.user.name, tells ? laidIn({ session: { user: session.user } }) : '');
    response.set('cache-control', 'no-store').send(body);
  });
  app.get('/whoami', async (request, response) => {
    response.json({ name: (await sessionOf(request))?.user.name ?? 'nobody' });
  });
  app.post('/sign-in', async (request, response) => {
    const answer = await auth.api.signInEmail({ body: credentials(request), asResponse: true });
    if (answer.ok) handOver(answer, response);
    else response.status(401).send(signInPage(siteName, 'E-mail and password do not match.'));
  });
  app.post('/sign-out', async (request, response) => {
    handOver(
      await auth.api.signOut({ headers: fromNodeHeaders(request.headers), asResponse: true }),
      response,
    );
  });

  return {
    url: (path = '/', host = 'localhost') => `http://${host}:${port}${path}`,
    lastVisitor: () => lastVisitor,
    sessionsOf: async (person) => (await sessionsOf(auth, person)).length,
    signOuts: () => [...signOuts],
    endSessions: (person) => endSessions(auth, person),
    stop: () => stop(server),
  };
}

function createAuth(baseURL: string) {
  return betterAuth({
    baseURL,
    secret: 'only-for-tests-on-this-machine-0123456789',
    database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
    emailAndPassword: { enabled: true, autoSignIn: false },
    rateLimit: { enabled: false },
    // In a test it would let everybody in.
    advanced: { disableOriginCheck: false, disableCSRFCheck: false },
    telemetry: { enabled: false },
  });
}

type Auth = ReturnType<typeof createAuth>;

function credentials(request: Request): Pick<Person, 'email' | 'password'> {
  const { email, password } = request.body as Record<string, unknown>;
  return { email: String(email), password: String(password) };
}

/** An ordinary form answers with a redirect; the cookies are the library's. */
function handOver(answer: globalThis.Response, response: Response): void {
  response.setHeader('set-cookie', answer.headers.getSetCookie());
  response.redirect(302, '/');
}

async function endSessions(auth: Auth, name: string): Promise<void> {
  const { internalAdapter } = await auth.$context;
  await internalAdapter.deleteUserSessions(await idOf(auth, name));
}

async function sessionsOf(auth: Auth, name: string): Promise<readonly unknown[]> {
  const { internalAdapter } = await auth.$context;
  return internalAdapter.listSessions(await idOf(auth, name));
}

async function idOf(auth: Auth, name: string): Promise<string> {
  const { internalAdapter } = await auth.$context;
  const users = await internalAdapter.listUsers();
  const user = users.find((candidate) => candidate.name === name);
  if (user === undefined) throw new Error(`Nobody is called ${name}`);
  return user.id;
}
