import type { Account, Person } from '../account';
import { hasSameId, identityIn, isSamePerson, isSomebodyElse } from '../identity';
import type { AccountId } from '../ids';
import type { Jar } from '../jar';

/** Whose account the live jar is, by who is signed in. */
export type Attribution =
  /** Whoever it was thought to be. */
  | { readonly to: 'owner' }
  /** Another of the list. */
  | { readonly to: 'other'; readonly id: AccountId }
  /** Somebody who is not in the list yet. */
  | { readonly to: 'new' };

/**
 * An id tells more than an e-mail address or a user name, of which one can have two accounts.
 * @param owner the account that the live jar is thought to be of
 * @param others the rest of the list, without those that are live somewhere else
 */
export function attribute(who: Person, owner: Account | null, others: readonly Account[]): Attribution {
  for (const isThem of [hasSameId, isSamePerson]) {
    const isTheirs = ({ person }: Account) => person !== null && isThem(person, who);
    if (owner !== null && isTheirs(owner)) return { to: 'owner' };
    const known = others.find(isTheirs);
    if (known !== undefined) return { to: 'other', id: known.id };
  }
  return owner === null || (owner.person !== null && isAnotherPerson(owner.person, who))
    ? { to: 'new' }
    : { to: 'owner' };
}

/** Whether both have ids within the same, and no two of them are equal. With none in common nothing can be told. */
export function isAnotherPerson(a: Pick<Person, 'ids'>, b: Pick<Person, 'ids'>): boolean {
  return Object.keys(a.ids).some((space) => Object.hasOwn(b.ids, space)) && !isSamePerson(a, b);
}

/** Whether a live jar names somebody else than the account that it is thought to be of. @param stored what is kept of that account */
export function isOfSomebodyElse({ person }: Pick<Account, 'person'>, stored: Jar, live: Jar): boolean {
  if (isSomebodyElse(stored, live)) return true;
  const who = person === null ? null : identityIn(live, null);
  return person !== null && who !== null && isAnotherPerson(person, who);
}
