import { isFields } from './fields';
import { parse } from './kept-text';
import { isGuest, type Sighting, sightingIn } from './sighting';

/**
 * The general pattern: an object that an app calls its user. Only what is called so on a way that leads from the app's own state
 * counts; people in lists (contacts, members, authors of what was read) are never looked at.
 */

const userNames =
  /^(current|loggedin|signedin|auth|authenticated|my|session)?(user|viewer|userinfo|userdata|userprofile)$|^me$/;
/** Where a page shows somebody, `user` alone may be them; so called below these it is whoever is signed in. */
const bareNames = /^(user|userinfo|userdata|userprofile)$/;
const ownWays =
  /^(auth|authentication|authenticated|authstate|authstore|session|currentsession|sessiondata|login)$/;
const profileNames = /^(current|my)?(profile|account|identity)$/;
const ways =
  /^(auth|authentication|authenticated|authstate|authstore|session|currentsession|sessiondata|state|store|data|root|app|global|context|current|login|result|response|payload|value|body|props|pageprops|initialstate|main|common)$/;

/** Names of storage entries that hold many people. */
const crowds =
  /users|members|contacts|friends|people|list|recent|history|cache|queries|messages|authors|mentions/i;

const deepest = 6;
const mostFields = 200;

/** How many objects are looked at, over all texts of a jar. */
export interface Patience {
  left: number;
}

export function userObjectsIn(value: unknown, name: string, patience: Patience): Sighting[] {
  return crowds.test(name) ? [] : visit(value, [lastWord(name)], patience, calledUser);
}

/** The same in what a server has laid into a page, which is also about whom the page shows. */
export function userObjectsInPage(value: unknown, patience: Patience): Sighting[] {
  return visit(value, ['root'], patience, calledOwnUser);
}

/** What an object is by its name, the last of those that lead to it. */
type Calling = (way: readonly string[]) => 'user object' | 'profile object' | 'page data' | null;

function visit(raw: unknown, way: readonly string[], patience: Patience, calling: Calling): Sighting[] {
  const value = typeof raw === 'string' ? parse(raw) : raw;
  if (way.length > deepest + 1 || !isFields(value) || patience.left-- <= 0) return [];
  const called = calling(way);
  if (called !== null && isGuest(value)) return [];
  const found = called === null ? null : sightingIn(value, called);
  // An id alone, or a name alone, can be of anything.
  if (found !== null && (found.email ?? found.name ?? found.username) !== null) return [found];
  const inside = Object.keys(value).slice(0, mostFields);
  return inside.flatMap((key) => {
    const word = key.length > 40 ? '' : lettersOf(key);
    const further = [...way, word];
    return ways.test(word) || calling(further) !== null ? visit(value[key], further, patience, calling) : [];
  });
}

const calledUser: Calling = (way) => {
  const word = way.at(-1) ?? '';
  if (userNames.test(word)) return 'user object';
  return profileNames.test(word) ? 'profile object' : null;
};

const calledOwnUser: Calling = (way) => {
  const [within = '', word = ''] = way.slice(-2);
  const isOwn = bareNames.test(word) ? ownWays.test(within) : userNames.test(word);
  return isOwn ? 'page data' : null;
};

/** `my-app:currentUser` is called by its last word. */
function lastWord(name: string): string {
  return lettersOf(
    name
      .slice(-60)
      .split(/[^A-Za-z_]+/)
      .findLast((word) => word !== '') ?? '',
  );
}

function lettersOf(name: string): string {
  return name.replace(/[^A-Za-z]/g, '').toLowerCase();
}
