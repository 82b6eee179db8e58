import { type ColourName, nextColour } from './account/colour';
import { defaultLabel, type NumberedLabel, uniqueLabel } from './account/label';
import { labelOf } from './identity';
import type { AccountId, SiteId } from './ids';
import type { Doubt } from './jar/live';

/** A signed-in identity on one Site. Nothing secret is in it: what signs it in is its Jar, kept in the Vault. */
export interface Account {
  readonly id: AccountId;
  readonly siteId: SiteId;
  /** Unique within its Site, so that a person (and a screen reader) can tell accounts apart by name. */
  readonly label: string;
  readonly colour: ColourName;
  /** Milliseconds since the epoch. */
  readonly addedAt: number;
  /** The person chose the label; a name that is found later does not replace it. */
  readonly named: boolean;
  /** Whom the site shows it to be; `null` as long as that is not known. */
  readonly person: Person | null;
  /** A small picture that its person chose or the site itself had loaded, as a `data:` URL. */
  readonly avatar: string | null;
  /** The person chose the picture, or to have none; one that is found later does not replace it. */
  readonly pictured: boolean;
  /** The site's own picture as a `data:` URL, put by while the person's choice is shown; `null` where it has shown none. */
  readonly siteAvatar: string | null;
  /** When it last became active, in milliseconds since the epoch; 0 for never. */
  readonly usedAt: number;
  /** When it last signed in by way of another site, which then knew its person; in milliseconds since the epoch, 0 for never. */
  readonly returnedAt: number;
  /** The site has ended this sign-in, or refused it: it needs signing in again. */
  readonly ended: boolean;
  /** When the sign-in ends by its own word, in milliseconds since the epoch by the computer's clock; `null` where it says nothing. */
  readonly endsAt: number | null;
  /** The site has tied this sign-in to the browser (Device Bound Session Credentials). */
  readonly bound: boolean;
  /** What the last switch to it has carried. */
  readonly receipt: Receipt | null;
}

/** Who an account belongs to, as its site tells. */
export interface Person {
  /** Every id that was found, by within what it is one person's; never shown. */
  readonly ids: Readonly<Record<string, string>>;
  readonly name: string | null;
  /** E-mail address, or user name. */
  readonly handle: string | null;
}

/** What a switch has put in place. */
export interface Receipt {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Cookies that are there, of those that the jar had. */
  readonly cookies: number;
  readonly ofCookies: number;
  /** Cookies that were left out because they had expired. */
  readonly expired: number;
  /** Storages (local and session storage, databases, caches) that were put back. */
  readonly storages: number;
}

/** How long a sign-out can be taken back, in milliseconds. */
export const undoTime = 10_000;

export function newAccount(
  id: AccountId,
  siteId: SiteId,
  others: readonly Account[],
  addedAt: number,
  numbered: NumberedLabel,
): Account {
  return {
    id,
    siteId,
    label: defaultLabel(
      others.map((account) => account.label),
      numbered,
    ),
    colour: nextColour(others.map((account) => account.colour)),
    addedAt,
    named: false,
    person: null,
    avatar: null,
    pictured: false,
    siteAvatar: null,
    usedAt: addedAt,
    returnedAt: 0,
    ended: false,
    endsAt: null,
    bound: false,
    receipt: null,
  };
}

/**
 * An account of which it is known whose it is. It is called by that, unless its person has named it; once it is, only a name that
 * the person has changed on the site changes it.
 */
export function knownAs(account: Account, who: Person, others: readonly Account[]): Account {
  const { person } = account;
  const known = { ...account, person: withPerson(person, who) };
  const wanted = labelOf(known.person);
  if (account.named || wanted === null || (person !== null && labelOf(person) === wanted)) return known;
  const taken = others.filter(({ id }) => id !== account.id).map(({ label }) => label);
  return { ...known, label: uniqueLabel(wanted, taken, known.person.handle) };
}

/** An account that comes back to the list, where another can be called by now as it was. */
export function toldApart(account: Account, others: readonly Account[]): Account {
  const taken = others.filter(({ id }) => id !== account.id).map(({ label }) => label);
  return { ...account, label: uniqueLabel(account.label, taken, account.person?.handle) };
}

/** What its person wants to see of an account: a picture of their own as a `data:` URL, none, or whichever the site shows. */
export type PictureChoice = 'initial' | 'site' | `data:${string}`;

export function picturedAs(account: Account, choice: PictureChoice): Account {
  const site = sitePictureOf(account);
  if (choice === 'site') return { ...account, avatar: site, pictured: false, siteAvatar: null };
  return { ...account, avatar: choice === 'initial' ? null : choice, pictured: true, siteAvatar: site };
}

/** An account of which the site has shown a picture. */
export function seenAs(account: Account, picture: string): Account {
  return account.pictured ? { ...account, siteAvatar: picture } : { ...account, avatar: picture };
}

/** The site's own, shown or put by; `null` where none is known. */
export function sitePictureOf({ avatar, pictured, siteAvatar }: Account): string | null {
  return pictured ? siteAvatar : avatar;
}

/** An account whose sign-in is the one that was in doubt: when it came from another site, that one now knows its person. */
export function settledAs(account: Account, doubt: Doubt | null): Account {
  return doubt?.by === 'return' ? { ...account, returnedAt: doubt.at } : account;
}

/** Another page may tell less of the same person. */
function withPerson(before: Person | null, { ids, name, handle }: Person): Person {
  return {
    ids: { ...before?.ids, ...ids },
    name: name ?? before?.name ?? null,
    handle: handle ?? before?.handle ?? null,
  };
}
