import { cleanLabel } from '../account/label';
import { holdsToken } from '../sign-in/json-web-token';
import { type Fields, isFields } from './fields';

/** How sure it is that whom a source names is the one who is signed in, from 0 to 1. */
export const certainty = {
  /** A line of the table of known marks. */
  'page mark': 0.9,
  cookie: 0.85,
  'id token': 0.85,
  clerk: 0.85,
  'better-auth': 0.85,
  firebase: 0.85,
  supabase: 0.85,
  auth0: 0.85,
  cognito: 0.85,
  'oidc-client': 0.85,
  okta: 0.85,
  msal: 0.85,
  pocketbase: 0.85,
  parse: 0.85,
  meteor: 0.85,
  token: 0.7,
  'page meta': 0.6,
  'page data': 0.55,
  'user object': 0.55,
  /** A profile or an account may be one that was looked at. */
  'profile object': 0.5,
  /** Visitors are given tokens too. */
  'nameless token': 0.4,
} as const;
export type Source = keyof typeof certainty;

/** Somebody, as one source names them. */
export interface Sighting {
  readonly source: Source;
  /** Within what the id is one person's: an issuer, or the source. */
  readonly space: string;
  readonly id: string | null;
  /** In small letters. */
  readonly email: string | null;
  readonly username: string | null;
  readonly name: string | null;
  readonly picture: string | null;
}

const idFields = [
  'homeAccountId',
  'sub',
  'user_id',
  'userId',
  'uid',
  'oid',
  'id',
  '_id',
  'uuid',
  'did',
  'objectId',
  'localId',
  'cognito:username',
];
const usernameFields = [
  'preferred_username',
  'username',
  'userName',
  'user_name',
  'upn',
  'unique_name',
  'login',
  'handle',
  'screen_name',
  'cognito:username',
];
const emailFields = ['email', 'emailAddress', 'email_address', 'mail', ...usernameFields];
const nameFields = ['name', 'displayName', 'display_name', 'full_name', 'fullName', 'nickname'];
const nameParts = [
  ['given_name', 'family_name'],
  ['first_name', 'last_name'],
  ['firstName', 'lastName'],
] as const;
const pictureFields = [
  'picture',
  'avatar_url',
  'avatarUrl',
  'photoURL',
  'image',
  'image_url',
  'imageUrl',
  'avatar',
];

/**
 * Whom an object of a source describes, or `null`: nobody, or somebody who was let in without saying who they are.
 * @param space where not the source
 */
export function sightingIn(value: unknown, source: Source, space: string = source): Sighting | null {
  if (!isFields(value) || isGuest(value)) return null;
  // Supabase, and others after it, keep what a provider told of a person apart.
  const parts = [value, value.user_metadata].filter(isFields);
  const first = (fields: readonly string[], read: (raw: unknown) => string | null) =>
    firstOf(parts, fields, read);
  return sighting({
    source,
    space,
    id: first(idFields, idOf),
    email: first(emailFields, emailOf),
    username: first(usernameFields, usernameOf),
    name: first(nameFields, nameOf) ?? partedName(parts),
    picture: first(pictureFields, pictureOf),
  });
}

/** A sighting of which each part is tried as that part. `null` when it tells nobody from anybody else. */
export function sightingOf(
  source: Source,
  parts: Readonly<Partial<Record<'id' | 'handle' | 'name' | 'picture', string | null>>>,
): Sighting | null {
  return sighting({
    source,
    space: source,
    id: idOf(parts.id),
    email: emailOf(parts.handle),
    username: usernameOf(parts.handle),
    name: nameOf(parts.name),
    picture: pictureOf(parts.picture),
  });
}

function sighting(some: Sighting): Sighting | null {
  const username = some.username === some.id ? null : some.username;
  return some.id === null && some.email === null && username === null ? null : { ...some, username };
}

function firstOf(
  parts: readonly Fields[],
  fields: readonly string[],
  read: (raw: unknown) => string | null,
): string | null {
  for (const part of parts) {
    for (const field of fields) {
      const found = read(part[field]);
      if (found !== null) return found;
    }
  }
  return null;
}

function partedName(parts: readonly Fields[]): string | null {
  for (const part of parts) {
    for (const names of nameParts) {
      const known = names.map((field) => nameOf(part[field])).filter((name) => name !== null);
      if (known.length > 0) return cleanLabel(known.join(' '));
    }
  }
  return null;
}

const guest = /^(anon|anonymous|anonymous_?user|guest|guest_?user|nobody)$/i;

const guestFlags = ['is_anonymous', 'isAnonymous', 'anonymous', 'is_guest', 'isGuest', 'guest'];
const guestNames = ['provider', 'provider_id', 'providerId', 'role', 'type', 'id', 'username', 'name'];

/** Somebody who was let in without saying who they are. */
export function isGuest(value: Fields): boolean {
  const { firebase, app_metadata, gty } = value;
  // Auth0: a program, not a person.
  if (gty === 'client-credentials') return true;
  if (isFields(firebase) && firebase.sign_in_provider === 'anonymous') return true;
  if (isFields(app_metadata) && app_metadata.provider === 'anonymous') return true;
  const says = (field: string) => typeof value[field] === 'string' && guest.test(value[field]);
  return guestFlags.some((flag) => value[flag] === true) || guestNames.some(says);
}

/** A text of a person's, never a token. */
function textOf(raw: unknown, longest: number): string | null {
  if (typeof raw !== 'string' || raw.length > 2 * longest) return null;
  const text = raw.trim();
  const isText = text !== '' && text.length <= longest && !/[\p{Cc}\p{Cs}]/u.test(text);
  return isText && !holdsToken(text) ? text : null;
}

function idOf(raw: unknown): string | null {
  if (typeof raw === 'number') return Number.isSafeInteger(raw) && raw > 0 ? String(raw) : null;
  const id = textOf(raw, 200);
  return id === null || /^(null|undefined|none|true|false|0|-1)$/i.test(id) || guest.test(id) ? null : id;
}

function emailOf(raw: unknown): string | null {
  const email = textOf(raw, 254);
  return email !== null && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email.toLowerCase() : null;
}

function usernameOf(raw: unknown): string | null {
  const username = textOf(raw, 100);
  return username === null || emailOf(username) !== null || guest.test(username) ? null : username;
}

export function nameOf(raw: unknown): string | null {
  if (typeof raw !== 'string' || holdsToken(raw.slice(0, 4000))) return null;
  return cleanLabel(raw);
}

export function pictureOf(raw: unknown): string | null {
  const address = textOf(raw, 2000);
  return address !== null && /^https?:\/\/[^\s]+$/i.test(address) ? address : null;
}
