import { fieldAt, fieldOf, isFields } from './fields';
import type { KeptText } from './kept-text';
import { parse } from './kept-text';
import { type Sighting, type Source, sightingIn, sightingOf } from './sighting';

/** Where well-known libraries keep whom they signed in. */

interface KnownStore {
  /** Of the entry of storage, or the cookie. */
  readonly name: RegExp;
  readonly source: Source;
  /** Where the person may be in what it holds. */
  readonly paths: readonly string[];
}

const stores: readonly KnownStore[] = [
  { name: /^firebase:authUser:/, source: 'firebase', paths: [''] },
  {
    name: /^(sb-[\w-]+-auth-token|supabase\.auth\.token)$/,
    source: 'supabase',
    paths: ['user', 'currentSession.user'],
  },
  {
    name: /^@@auth0spajs@@::/,
    source: 'auth0',
    paths: ['body.decodedToken.user', 'body.decodedToken.claims', 'decodedToken.user', 'decodedToken.claims'],
  },
  { name: /^oidc\.user:/, source: 'oidc-client', paths: ['profile'] },
  { name: /^okta-token-storage$/, source: 'okta', paths: ['idToken.claims'] },
  {
    name: /^(__Secure-|__Host-)?[\w-]+\.session_data$/,
    source: 'better-auth',
    paths: ['session.user', 'user'],
  },
  { name: /^pocketbase_auth$/, source: 'pocketbase', paths: ['record', 'model'] },
  { name: /^Parse\/[^/]+\/currentUser$/, source: 'parse', paths: [''] },
];

const others = /^CognitoIdentityServiceProvider\.|^Meteor\.userId$|^msal\.|-login\.[\w.-]+-/;

/** Whether a cookie or an entry of this name is kept by a library that is known here. */
export function isKnownStore(name: string): boolean {
  return others.test(name) || stores.some((store) => store.name.test(name));
}

export function knownPeopleIn(name: string, value: unknown): Sighting[] {
  const found = stores
    .filter((store) => store.name.test(name))
    .flatMap(({ source, paths }) => paths.map((path) => personAt(value, path, source)));
  return [...found, msalAccount(value)].filter((one) => one !== null);
}

function personAt(value: unknown, path: string, source: Source): Sighting | null {
  const person = fieldAt(value, path);
  // Somebody who was let in without an account: firebase-js-sdk says so by a flag, older ones by having nothing to say.
  if (source === 'firebase' && !firebaseNames.some((field) => Boolean(fieldOf(person, field)))) return null;
  return sightingIn(person, source);
}

const firebaseNames = ['email', 'phoneNumber', 'displayName'];

/** msal-browser keeps any number of accounts; the one that is active is named in an entry of its own, by the same id. */
function msalAccount(value: unknown): Sighting | null {
  if (typeof fieldOf(value, 'homeAccountId') !== 'string' || !isFields(value)) return null;
  const { homeAccountId, username, name } = value;
  return sightingIn({ homeAccountId, username, name }, 'msal');
}

const cognitoEntry = /^CognitoIdentityServiceProvider\.([^.]+)\.(.+)$/;

/** amazon-cognito-identity-js and Amplify keep each attribute in an entry, and who was last in another. */
export function cognitoPeopleIn(texts: readonly KeptText[]): Sighting[] {
  const entries = new Map(texts.map(({ name, text }) => [name, text]));
  const last = texts.filter(({ name }) => cognitoEntry.exec(name)?.[2] === 'LastAuthUser');
  return last
    .map(({ name, text: username }) => {
      const data = parse(entries.get(`${name.slice(0, -'LastAuthUser'.length)}${username}.userData`) ?? '');
      return sightingIn({ ...attributesIn(data), 'cognito:username': username }, 'cognito');
    })
    .filter((one) => one !== null);
}

function attributesIn(data: unknown): Record<string, unknown> {
  const attributes = fieldOf(data, 'UserAttributes');
  if (!Array.isArray(attributes)) return {};
  const pairs = attributes.slice(0, 50).map((one) => [fieldOf(one, 'Name'), fieldOf(one, 'Value')]);
  return Object.fromEntries(pairs.filter(([name]) => typeof name === 'string'));
}

/** An entry whose whole text is an id. */
export function meteorUserIn({ name, text }: KeptText): Sighting | null {
  return name === 'Meteor.userId' ? sightingOf('meteor', { id: text }) : null;
}

/** What a database of firebase-js-sdk holds, row by row: `firebaseLocalStorageDb`, store `firebaseLocalStorage`. */
export function firebaseUsersIn(rows: readonly unknown[]): Sighting[] {
  return rows
    .slice(0, 100)
    .filter((row) => String(fieldOf(row, 'fbase_key')).startsWith('firebase:authUser:'))
    .map((row) => personAt(fieldOf(row, 'value'), '', 'firebase'))
    .filter((one) => one !== null);
}
