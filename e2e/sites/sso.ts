import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import { homePage, page, signInPage } from './pages';
import { ann, ben, bodyOf, listen, stop, type TestSite } from './site';

/** A site and the provider through which one signs in there, each on a domain of its own. */
export interface SsoSite extends TestSite {
  /** What each of its own pages says, and none of the provider's. */
  readonly name: string;
  /** The provider by itself; its start page tells who is signed in there. */
  readonly provider: Pick<TestSite, 'url' | 'lastVisitor'>;
}

const app = { name: 'Hat Notes', host: 'www.app.test' };
const idp = { name: 'Hat ID', host: 'login.idp.test' };
const button = (text: string, action: string, method = 'get') =>
  `<form method="${method}" action="${action}"><button>${text}</button></form>`;

export interface SsoWays {
  /** Whoever the provider remembers is asked whether to continue; else they are sent back at once. */
  readonly asks?: boolean;
  /** The app’s pages say in their markup who is signed in. */
  readonly tells?: boolean;
}

/**
 * An app that shows nothing by which it could be known who is signed in, unless it is to; at `/switch` it lets somebody else sign in over
 * them, and whoever goes to `/inbox` is signed in by the way. It signs in by OpenID Connect (code flow with PKCE, its session in a
 * cookie), and a real provider, which remembers whoever has signed in, and asks for no password.
 */
export async function startSso({ asks = true, tells = false }: SsoWays = {}): Promise<SsoSite> {
  const clientId = 'hats';
  const seen = { app: 'nobody', idp: 'nobody' };
  // Each address is part of what the other is told, so the ports have to be known first.
  const providerSide = await listen((request, response) => void answerIdp(request, response));
  const appSide = await listen((request, response) => void answerApp(request, response));
  const issuer = `http://${idp.host}:${providerSide.port}`;
  const callback = `http://${app.host}:${appSide.port}/callback`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        redirect_uris: [callback],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'none',
      },
    ],
    cookies: { keys: ['only-for-tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    loadExistingGrant: async (context) => {
      const { client, session, provider: self } = context.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new self.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });

  const answerIdp = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url = '/' } = request;
    if (url.startsWith('/interaction/')) return interact(request, response);
    if (url !== '/' && url !== '/sign-out') return void provider.callback()(request, response);
    const session = await provider.Session.get(provider.createContext(request, response));
    seen.idp = session.accountId ?? 'nobody';
    html(
      response,
      seen.idp === 'nobody' ? page(idp.name, '<h1>Nobody is here</h1>') : homePage(idp.name, seen.idp),
    );
  };
  const interact = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const details = await provider.interactionDetails(request, response).catch(() => null);
    if (details === null) return html(response, page(idp.name, '<h1>Start again</h1>'));
    const action = `/interaction/${details.uid}`;
    const known = details.session?.accountId;
    if (request.method === 'GET') {
      const asks = button(`Continue as ${known}`, action, 'post');
      const isKnown = details.prompt.name === 'consent';
      return html(
        response,
        isKnown ? page(idp.name, `<h1>${idp.name}</h1>${asks}`) : signInPage(idp.name, '', action),
      );
    }
    const form = new URLSearchParams(await bodyOf(request));
    if (details.prompt.name === 'consent')
      return provider.interactionFinished(request, response, { consent: {} });
    const person = [ann, ben].find(
      ({ email, password }) => form.get('email') === email && form.get('password') === password,
    );
    if (person === undefined) return html(response, signInPage(idp.name, 'They do not match.', action), 401);
    await provider.interactionFinished(request, response, { login: { accountId: person.name } });
  };

  const sessions = new Map<string, string>();
  const answerApp = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', callback);
    if (url.pathname === '/sign-in') return leadAway(response, asks ? 'consent' : undefined);
    if (url.pathname === '/switch') return leadAway(response, 'login consent');
    if (url.pathname === '/callback') return comeBack(request, response, url.searchParams);
    seen.app = sessions.get(cookieOf(request, 'sid')) ?? 'nobody';
    if (url.pathname === '/inbox' && seen.app === 'nobody') return leadAway(response);
    const form = `<h1>${app.name}</h1><p>Sign in to see your notes.</p>${button('Sign in', '/sign-in')}`;
    html(response, seen.app === 'nobody' ? page(app.name, form) : home(seen.app));
  };
  const home = (name: string): string => {
    const text = homePage(app.name, name);
    return tells ? text.replace('<title>', `<meta name="user-login" content="${name}"><title>`) : text;
  };
  /** @param prompt what the provider has to ask; without one it asks nobody whom it remembers */
  const leadAway = (response: ServerResponse, prompt?: string): void => {
    const verifier = randomBytes(32).toString('base64url');
    const query = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      scope: 'openid',
      ...(prompt === undefined ? {} : { prompt }),
      redirect_uri: callback,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    response.setHeader('set-cookie', `verifier=${verifier}; Path=/; HttpOnly; SameSite=Lax`);
    response.writeHead(302, { location: `${issuer}/auth?${query}` }).end();
  };
  const comeBack = async (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => {
    const body = new URLSearchParams({
      client_id: clientId,
      grant_type: 'authorization_code',
      code: query.get('code') ?? '',
      redirect_uri: callback,
      code_verifier: cookieOf(request, 'verifier'),
    });
    // No name server knows these hosts.
    const here = `http://127.0.0.1:${providerSide.port}`;
    const tokens = (await (await fetch(`${here}/token`, { method: 'POST', body })).json()) as {
      access_token?: string;
    };
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const { sub } = (await (await fetch(`${here}/me`, { headers })).json()) as { sub?: string };
    if (sub !== undefined) {
      const id = randomBytes(8).toString('hex');
      sessions.set(id, sub);
      response.setHeader('set-cookie', `sid=${id}; Path=/; HttpOnly; SameSite=Lax`);
    }
    response.writeHead(302, { location: '/' }).end();
  };

  return {
    name: app.name,
    url: (path = '/', host = app.host) => `http://${host}:${appSide.port}${path}`,
    lastVisitor: () => seen.app,
    provider: { url: (path = '/') => `${issuer}${path}`, lastVisitor: () => seen.idp },
    endSessions: async (person) => {
      for (const [id, name] of sessions) if (name === person) sessions.delete(id);
    },
    stop: async () => {
      await Promise.all([stop(appSide.server), stop(providerSide.server)]);
    },
  };
}

function html(response: ServerResponse, text: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(text);
}

function cookieOf({ headers }: IncomingMessage, name: string): string {
  const pair = (headers.cookie ?? '').split('; ').find((one) => one.startsWith(`${name}=`));
  return pair?.slice(name.length + 1) ?? '';
}
