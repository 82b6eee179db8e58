/** What the address of a page says about how it was come by. */

const isKey = (value: string) => /^[\w.~+/=:-]{16,}$/.test(value);

/** Names of what a link signs in with. */
const keyName =
  /token|magic|ticket|\botp|oob_?code|passcode|verif|jwt|secret|^(code|key|hash|sig|signature|login|auth)$/i;

/** Such have keys too, and sign nobody in. */
const otherName = /csrf|xsrf|unsub|utm|^(state|nonce)$/i;
const otherPath = /unsubscri|opt-?out|invit|\bshare|download|track|click|preview/i;

/** What stands before a key in a path. */
const keyPath = /magic|log-?in|sign-?in|auth|verif|confirm|token|passwordless/i;

/** Whether it has a key that nobody could guess, as links in mails have that sign in whoever follows them. */
export function hasSignInKey(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { pathname, searchParams } = new URL(address);
  if (otherPath.test(pathname)) return false;
  const inQuery = [...searchParams].some(
    ([name, value]) => keyName.test(name) && !otherName.test(name) && isKey(value),
  );
  return inQuery || hasKeyInPath(pathname);
}

function hasKeyInPath(path: string): boolean {
  const parts = path.split('/');
  const at = parts.findIndex((part) => part.length >= 20 && isKey(part) && /\d/.test(part));
  return at > 0 && parts.slice(0, at).some((part) => keyPath.test(part));
}

/** Who says that it sends somebody back with this (RFC 9207): an address, or `null`. */
export function issuerOf(address: string): string | null {
  return isOwnCallback(address) ? new URL(address).searchParams.get('iss') : null;
}

/** Whether this is where an OAuth client has itself sent back to: it has what that alone has (RFC 6749 4.1.2), whoever led there. */
export function isOwnCallback(address: string): boolean {
  return isCallback(address) && new URL(address).searchParams.has('state');
}

const signInPath =
  /\b(log|sign)[-_]?(in|on)\b|\b(sso|saml2?|oauth2?|oidc|openid|auth|authorize|authenticate|connect)\b|\bsessions?\/new\b/i;

/** Whether people are sent there to sign in, by what it is called. */
export function looksLikeSignIn(address: string): boolean {
  return URL.canParse(address) && signInPath.test(new URL(address).pathname);
}

/** Whether another site sends somebody back with this: OAuth 2.0 (RFC 6749 4.1.2), OAuth 1.0a, CAS, SAML by redirect. */
export function isCallback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { searchParams } = new URL(address);
  return ['code', 'oauth_verifier', 'ticket', 'SAMLResponse', 'id_token'].some(
    (name) => (searchParams.get(name) ?? '').length >= 4,
  );
}
