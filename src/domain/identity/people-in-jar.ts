import type { Cookie } from '../cookie';
import type { Jar } from '../jar';
import { isSignInCookie } from '../sign-in';
import { textsIn, unwrap } from './kept-text';
import { personInCookie } from './known-cookie';
import { cognitoPeopleIn, firebaseUsersIn, isKnownStore, knownPeopleIn, meteorUserIn } from './known-store';
import type { Sighting } from './sighting';
import { tokenSubjectsIn } from './token-claims';
import { type Patience, userObjectsIn } from './user-object';

const mostObjects = 20_000;

/** Everybody whom a jar names. */
export function peopleInJar(jar: Jar, rows: readonly unknown[]): Sighting[] {
  const texts = textsIn(jar, isKnownStore);
  const patience: Patience = { left: mostObjects };
  const found = texts.flatMap((kept) => {
    const { texts: stages, value } = unwrap(kept.text);
    return [
      ...stages.flatMap((stage) => tokenSubjectsIn(kept.name, stage)),
      ...knownPeopleIn(kept.name, value),
      ...userObjectsIn(value, kept.name, patience),
      meteorUserIn(kept),
    ].filter((one) => one !== null);
  });
  const named = jar.cookies.map(personInCookie).filter((one) => one !== null);
  return withoutSecrets(jar, [...found, ...cognitoPeopleIn(texts), ...firebaseUsersIn(rows)]).concat(named);
}

/** What signs in must not become an id, which is kept where no secret is. */
export function withoutSecrets(jar: Jar, people: readonly Sighting[]): Sighting[] {
  const secrets = new Set(jar.cookies.filter(isSignInCookie).map(secretOf));
  return people.filter(({ id }) => id === null || !secrets.has(id));
}

/** Express signs a session's id, others send it bare. */
function secretOf({ name, value }: Cookie): string | null {
  const bare = value.replace(/^s(:|%3a)/i, '').replace(/\..*$/s, '');
  // A site may also keep who it is about in a cookie that scripts cannot read.
  return bare.length < 16 || /user_?id|^uid$|account_?id/i.test(name) ? null : bare;
}
