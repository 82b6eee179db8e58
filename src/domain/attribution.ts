import type { Account, Person } from './account';
import { isSamePerson } from './identity';
import type { AccountId } from './ids';

/** Whose account the live jar is, by who is signed in. */
export type Attribution =
  /** Whoever it was thought to be. */
  | { readonly to: 'owner' }
  /** Another of the list. */
  | { readonly to: 'other'; readonly id: AccountId }
  /** Somebody who is not in the list yet. */
  | { readonly to: 'new' };

/**
 * @param owner the account that the live jar is thought to be of
 * @param others the rest of the list, without those that are live somewhere else
 */
export function attribute(who: Person, owner: Account | null, others: readonly Account[]): Attribution {
  if (owner?.person && isSamePerson(owner.person, who)) return { to: 'owner' };
  const known = others.find(({ person }) => person !== null && isSamePerson(person, who));
  if (known !== undefined) return { to: 'other', id: known.id };
  return owner === null || (owner.person !== null && isAnotherPerson(owner.person, who))
    ? { to: 'new' }
    : { to: 'owner' };
}

/** Whether both have ids within the same, and no two of them are equal. With none in common nothing can be told. */
export function isAnotherPerson(a: Pick<Person, 'ids'>, b: Pick<Person, 'ids'>): boolean {
  return Object.keys(a.ids).some((space) => Object.hasOwn(b.ids, space)) && !isSamePerson(a, b);
}
