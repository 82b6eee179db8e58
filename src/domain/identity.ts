import { cleanLabel } from './account/label';
import { cookieKey } from './cookie';
import type { PageFacts } from './identity/page-facts';
import { peopleInJar, withoutSecrets } from './identity/people-in-jar';
import { peopleInPage, shownOf } from './identity/people-in-page';
import { peopleOf } from './identity/person';
import type { Sighting, Source } from './identity/sighting';
import type { Jar } from './jar';
import { subjectIn } from './sign-in/json-web-token';

/**
 * Who is signed in, as far as a jar and a page say so themselves. Nothing is proved by it: no signature is checked, and a page can
 * show any name. It is enough for a label, and to see that somebody else has signed in.
 */

/** Whoever is signed in. Nothing in it is a secret: it holds what people may see, and ids; never a token. */
export interface Identity {
  /** Who it is, on this Site; never shown. Compare with `isSamePerson`: another time another id may be the one that is found. */
  readonly id: string;
  /** Every id that was found, by within what it is one person's. */
  readonly ids: Readonly<Record<string, string>>;
  /** As `cleanLabel` makes names. */
  readonly name: string | null;
  /** The e-mail address, else what they sign in with. As `cleanLabel` makes names. */
  readonly handle: string | null;
  /** An address that the site gave. It is not fetched. */
  readonly picture: string | null;
  /** From 0 to 1. */
  readonly confidence: number;
  /** The surest of the sources. */
  readonly source: Source;
}

/** What is less sure is no identity. */
const leastConfidence = 0.5;

/** Of two people, the likelier one must be less doubtful by this factor; else neither is the one. */
const telling = 0.65;

/**
 * The one who is signed in, or `null` where that cannot be told.
 * @param page what a page of the Site shows, or `null`
 * @param rows of the database of firebase-js-sdk, where they were read
 */
export function identityIn(jar: Jar, page: PageFacts | null, rows: readonly unknown[] = []): Identity | null {
  const shown = page === null ? [] : withoutSecrets(jar, peopleInPage(page));
  const sightings = [...peopleInJar(jar, rows), ...shown];
  const [first, second] = peopleOf(sightings).filter(({ confidence }) => confidence >= leastConfidence);
  if (first === undefined) return null;
  if (second !== undefined && 1 - first.confidence > telling * (1 - second.confidence)) return null;
  return identityOf(first.sightings, first.confidence, page);
}

function identityOf(
  sightings: readonly Sighting[],
  confidence: number,
  page: PageFacts | null,
): Identity | null {
  const ids = idsOf(sightings);
  const [id] = Object.entries(ids).map(([space, value]) => JSON.stringify([space, value]));
  const [best] = sightings;
  if (id === undefined || best === undefined) return null;
  const first = (part: (one: Sighting) => string | null) =>
    sightings.map(part).find((text) => text !== null) ?? null;
  const sources = sightings.map(({ source }) => source);
  const shown = page === null ? null : shownOf(page, sources);
  const handle = first(({ email }) => email) ?? first(({ username }) => username);
  return {
    id,
    ids,
    name: first(({ name }) => name) ?? shown?.name ?? null,
    handle: handle === null ? null : cleanLabel(handle),
    picture: first(({ picture }) => picture) ?? shown?.picture ?? null,
    confidence,
    source: best.source,
  };
}

/**
 * By space. One of which there are two values tells nothing. A jar's come before those of a page, which is not always there; what
 * people can change comes last.
 */
function idsOf(sightings: readonly Sighting[]): Record<string, string> {
  const ordered = sightings.toSorted((a, b) => Number(isOfPage(a)) - Number(isOfPage(b)));
  const values = new Map<string, Set<string>>();
  const add = (space: string, id: string | null) => {
    if (id !== null) values.set(space, new Set(values.get(space)).add(id));
  };
  for (const { space, id } of ordered) add(space, id);
  for (const { email } of ordered) add('email', email);
  for (const { username } of ordered) add('username', username?.toLowerCase() ?? null);
  return Object.fromEntries(
    [...values].flatMap(([space, [id, second]]) =>
      id === undefined || second !== undefined ? [] : [[space, id]],
    ),
  );
}

function isOfPage({ source }: Sighting): boolean {
  return source === 'page mark' || source === 'page meta' || source === 'page data';
}

/**
 * Whether two are one person. Where both have an id within the same, only the ids tell: one e-mail address can have two accounts.
 */
export function isSamePerson(a: Pick<Identity, 'ids'>, b: Pick<Identity, 'ids'>): boolean {
  const shared = sharedSpaces(a, b);
  const proper = shared.filter(isProper);
  return (proper.length > 0 ? proper : shared).some((space) => a.ids[space] === b.ids[space]);
}

/** Whether it is by an id that two are one person, not by what two accounts can have in common. */
export function hasSameId(a: Pick<Identity, 'ids'>, b: Pick<Identity, 'ids'>): boolean {
  return sharedSpaces(a, b).some((space) => isProper(space) && a.ids[space] === b.ids[space]);
}

function sharedSpaces(a: Pick<Identity, 'ids'>, b: Pick<Identity, 'ids'>): string[] {
  return Object.keys(a.ids).filter((space) => Object.hasOwn(b.ids, space));
}

function isProper(space: string): boolean {
  return space !== 'email' && space !== 'username';
}

/** What to call an account by: the name, else the handle. */
export function labelOf({ name, handle }: Pick<Identity, 'name' | 'handle'>): string | null {
  return name ?? handle;
}

/** Whether tokens of both name somebody in the same place, and nowhere the same person. */
export function isSomebodyElse(before: Jar, now: Jar): boolean {
  const [earlier, later] = [subjectsIn(before), subjectsIn(now)];
  const common = [...later].filter(([place]) => earlier.has(place));
  return common.length > 0 && common.every(([place, subject]) => earlier.get(place) !== subject);
}

/** Issuer and subject of every token, by where it lies. */
function subjectsIn(jar: Jar): Map<string, string> {
  const values = [
    ...jar.cookies.map((cookie) => [cookieKey(cookie), cookie.value] as const),
    ...jar.origins.flatMap(({ origin, local }) =>
      (local ?? []).map(([key, value]) => [`local ${origin} ${key}`, value] as const),
    ),
    ...jar.tabs.flatMap(({ tabId, origin, session }) =>
      session.map(([key, value]) => [`session ${tabId} ${origin} ${key}`, value] as const),
    ),
  ];
  const subjects = values.flatMap(([place, value]) => {
    const subject = subjectIn(value);
    return subject === null ? [] : [[place, subject] as const];
  });
  return new Map(subjects);
}
