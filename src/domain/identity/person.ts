import { inOrder } from './kept-text';
import { certainty, type Sighting, type Source } from './sighting';

/** Sightings that are of one person, and how sure it is that they are the one who is signed in. */
export interface Person {
  /** The surest first. */
  readonly sightings: readonly Sighting[];
  readonly confidence: number;
}

/** Sightings by person, the surest person first. In whatever order they come, the outcome is the same. */
export function peopleOf(sightings: readonly Sighting[]): Person[] {
  return grouped(distinct(sightings))
    .map((group): Person => ({ sightings: group, confidence: confidenceOf(group) }))
    .sort((a, b) => b.confidence - a.confidence || inOrder(keyOf(a.sightings[0]), keyOf(b.sightings[0])));
}

/** Each source that bears another out takes its share of what is doubtful; a source that says it twice is one source. */
function confidenceOf(group: readonly Sighting[]): number {
  const sources = [...new Set(group.map(({ source }) => source))].sort(bySureness);
  const doubt = sources.reduce((rest, source) => rest * (1 - certainty[source]), 1);
  return Math.round((1 - doubt) * 1e6) / 1e6;
}

const mostSightings = 300;

function distinct(sightings: readonly Sighting[]): Sighting[] {
  const byKey = new Map(sightings.map((one) => [keyOf(one), one]));
  return [...byKey.values()].sort(inTelling).slice(0, mostSightings);
}

function keyOf(one: Sighting | undefined): string {
  return JSON.stringify(
    one && [one.source, one.space, one.id, one.email, one.username, one.name, one.picture],
  );
}

function bySureness(a: Source, b: Source): number {
  return certainty[b] - certainty[a] || inOrder(a, b);
}

interface Group {
  readonly traits: ReadonlySet<string>;
  readonly members: readonly Sighting[];
}

/** Two are of one person when they share an id, an e-mail address or a name to sign in with, also by way of a third. */
function grouped(sightings: readonly Sighting[]): Sighting[][] {
  let groups: Group[] = [];
  for (const one of sightings) {
    const traits = traitsOf(one);
    const isAlike = (group: Group) => traits.some((trait) => group.traits.has(trait));
    const alike = groups.filter(isAlike);
    const merged: Group = {
      traits: new Set([...traits, ...alike.flatMap((group) => [...group.traits])]),
      members: [...alike.flatMap(({ members }) => members), one],
    };
    groups = [...groups.filter((group) => !alike.includes(group)), merged];
  }
  return groups.map(({ members }) => members.toSorted(inTelling));
}

/** The surest first. */
function inTelling(a: Sighting, b: Sighting): number {
  return bySureness(a.source, b.source) || inOrder(keyOf(a), keyOf(b));
}

/** Short ids are counters, which different things have alike. */
const tellingLength = 4;

function traitsOf({ space, id, email, username }: Sighting): string[] {
  return [
    id === null ? null : JSON.stringify(['id', space, id]),
    id === null || id.length < tellingLength ? null : JSON.stringify(['any id', id]),
    email === null ? null : JSON.stringify(['email', email]),
    username === null ? null : JSON.stringify(['username', username.toLowerCase()]),
  ].filter((trait) => trait !== null);
}
