import type { Person } from './site';

/** Whom well-known sign-in libraries keep in the browser, in the shape in which they keep them. */

/** Libraries that run in the page; those with a server of their own are used as they are (see `better-auth.ts`, `oidc-app.ts`). */
export const libraries = ['supabase-js', 'auth0-spa-js', 'amplify', 'msal-browser', 'clerk-js'] as const;
export type Library = (typeof libraries)[number];

interface Kept {
  readonly entries: Readonly<Record<string, unknown>>;
  /** Of the page, readable by scripts. */
  readonly cookies: Readonly<Record<string, string>>;
}

/** @param id of the person, as the service behind the library knows them */
export function keptBy(library: Library, { name, email }: Pick<Person, 'name' | 'email'>, id: string): Kept {
  const claims = { sub: id, name, email };
  switch (library) {
    case 'supabase-js': {
      const user = { id, aud: 'authenticated', email, user_metadata: { full_name: name } };
      const session = { access_token: tokenOf(claims), token_type: 'bearer', refresh_token: id, user };
      return { entries: { 'sb-hatclub-auth-token': session }, cookies: {} };
    }
    case 'auth0-spa-js': {
      const kept = { id_token: tokenOf(claims), decodedToken: { claims, user: claims } };
      return { entries: { '@@auth0spajs@@::client::@@user@@': kept }, cookies: {} };
    }
    case 'amplify': {
      const store = 'CognitoIdentityServiceProvider.client';
      const attributes = Object.entries(claims).map(([Name, Value]) => ({ Name, Value }));
      const entries = {
        [`${store}.LastAuthUser`]: id,
        [`${store}.${id}.idToken`]: tokenOf(claims),
        [`${store}.${id}.userData`]: { UserAttributes: attributes, Username: id },
      };
      return { entries, cookies: {} };
    }
    case 'msal-browser': {
      const [homeAccountId, environment] = [`${id}.tenant`, 'login.windows.net'];
      const account = {
        homeAccountId,
        environment,
        realm: 'tenant',
        localAccountId: id,
        username: email,
        name,
      };
      const key = `${homeAccountId}-${environment}-tenant`;
      const entries = {
        [key]: account,
        'msal.account.keys': [key],
        'msal.client.active-account-filters': { homeAccountId, localAccountId: id },
      };
      return { entries, cookies: {} };
    }
    case 'clerk-js':
      // The user is in memory alone; what lies in the browser tells no name.
      return {
        entries: {},
        cookies: { __session: tokenOf({ sub: id, sid: `sess_${id}` }), __client_uat: '1750000000' },
      };
  }
}

/** RFC 7519; nobody checks the signature. */
export function tokenOf(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iss: 'https://club.test', ...claims })}.c2lnbmF0dXJl`;
}

/** Runs in the page. */
export function keep({ entries, cookies }: Kept): void {
  for (const [name, value] of Object.entries(entries))
    localStorage.setItem(name, typeof value === 'string' ? value : JSON.stringify(value));
  // biome-ignore lint/suspicious/noDocumentCookie: as the library does it.
  for (const [name, value] of Object.entries(cookies)) document.cookie = `${name}=${value}; path=/`;
}
