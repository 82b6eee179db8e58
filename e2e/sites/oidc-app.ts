import { readFile } from 'node:fs/promises';
import Provider from 'oidc-provider';
import { page } from './pages';
import { listen, stop, type TestSite } from './site';

/**
 * An app that signs in by OpenID Connect, with a client library that keeps its tokens in sessionStorage and a real provider.
 * Who asks is whom the provider's userinfo endpoint takes the token for.
 */
export async function startOidcApp(): Promise<TestSite> {
  let lastVisitor = 'nobody';
  const library = await readFile(
    new URL('../../node_modules/oidc-client-ts/dist/browser/oidc-client-ts.min.js', import.meta.url),
  );
  // Its address is part of what the provider says of itself, so the port has to be known first.
  const idp = await listen((request, response) => void provider.callback()(request, response));
  const issuer = `http://localhost:${idp.port}`;
  const app = await listen((request, response) => {
    const isLibrary = request.url === '/oidc.js';
    response.setHeader('content-type', isLibrary ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(isLibrary ? library : appPage(issuer));
  });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'hats',
        redirect_uris: [`http://localhost:${app.port}/callback`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'none',
      },
    ],
    clientBasedCORS: () => true,
    cookies: { keys: ['only-for-tests'] },
    findAccount: (context, id) => {
      if (context.path === '/me') lastVisitor = id;
      return { accountId: id, claims: () => ({ sub: id }) };
    },
    // Nobody is asked whether the app may know them.
    loadExistingGrant: async (context) => {
      const { client, session, provider: self } = context.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new self.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  return {
    url: (path = '/') => `http://localhost:${app.port}${path}`,
    lastVisitor: () => lastVisitor,
    endSessions: async () => undefined,
    stop: async () => {
      await Promise.all([stop(app.server), stop(idp.server)]);
    },
  };
}

function appPage(issuer: string): string {
  return page(
    'Hat Club',
    `<h1>Hat Club</h1><p id="text"></p><button>Sign in</button><script src="/oidc.js"></script>
<script>(${app.toString()})(${JSON.stringify(issuer)})</script>`,
  );
}

interface UserManager {
  getUser(): Promise<{ access_token: string } | null>;
  signinRedirect(): Promise<void>;
  signinCallback(): Promise<unknown>;
}
declare const oidc: { UserManager: new (settings: object) => UserManager };

/** Runs in the page. */
async function app(authority: string): Promise<void> {
  const redirect_uri = `${location.origin}/callback`;
  const manager = new oidc.UserManager({ authority, redirect_uri, client_id: 'hats', scope: 'openid' });
  if (location.pathname === '/callback') {
    await manager.signinCallback();
    location.replace('/');
    return;
  }
  const user = await manager.getUser();
  const headers = { authorization: `Bearer ${user?.access_token}` };
  const answer = user && (await (await fetch(`${authority}/me`, { headers })).json());
  const text = document.getElementById('text') as HTMLElement;
  text.textContent = answer === null ? 'Sign in to see your notes.' : `Hello ${answer.sub}`;
  document.querySelector('button')?.addEventListener('click', () => void manager.signinRedirect());
}
