import { type Claims, claimsOf, holdsToken, payloadsIn } from '../sign-in/json-web-token';
import { type Sighting, type Source, sightingIn } from './sighting';

/** Whom JSON Web Tokens are about. */

const mostTokens = 8;

/** @param name of what the text is kept as */
export function tokenSubjectsIn(name: string, text: string): Sighting[] {
  return payloadsIn(text, mostTokens)
    .filter((payload) => payload.length <= 16_384)
    .map(claimsOf)
    .map((claims) => claims && subjectOf(name, claims))
    .filter((one) => one !== null);
}

function subjectOf(name: string, claims: Claims): Sighting | null {
  const { iss } = claims;
  const isIssuer = typeof iss === 'string' && iss.length <= 300 && !holdsToken(iss);
  const space = isIssuer ? `issuer ${iss}` : 'token';
  const found = sightingIn(claims, 'token', space);
  if (found === null) return null;
  return { ...found, source: sourceOf(name, claims, (found.email ?? found.username ?? found.name) === null) };
}

function sourceOf(name: string, claims: Claims, isNameless: boolean): Source {
  if (isOfClerk(claims)) return 'clerk';
  if (isIdToken(name, claims)) return 'id token';
  return isNameless ? 'nameless token' : 'token';
}

/** A session of Clerk names a user by id alone. */
function isOfClerk({ sid, sub }: Claims): boolean {
  return /^sess_\w+$/.test(String(sid)) && /^user_\w+$/.test(String(sub));
}

/** OpenID Connect Core 2 and 3.1.3.6; Cognito and Keycloak say it outright. */
function isIdToken(name: string, claims: Claims): boolean {
  if (claims.token_use === 'id' || claims.typ === 'ID') return true;
  if (claims.typ === 'Bearer' || claims.token_use === 'access' || claims.scope !== undefined) return false;
  const ofSignIn = ['nonce', 'at_hash', 'c_hash'].some((claim) => claims[claim] !== undefined);
  return claims.aud !== undefined && (ofSignIn || /id_?token/i.test(name));
}
