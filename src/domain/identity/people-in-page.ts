import { parse } from './kept-text';
import { knownMarks } from './known-marks';
import type { FoundMark, PageFacts } from './page-facts';
import { nameOf, pictureOf, type Sighting, type Source, sightingOf } from './sighting';
import { type Patience, userObjectsInPage } from './user-object';

const mostObjects = 5000;

/** Everybody whom a page shows as signed in. */
export function peopleInPage({ metas, marks, data }: PageFacts): Sighting[] {
  const patience: Patience = { left: mostObjects };
  return [
    ...marks.slice(0, 50).map(markedPerson),
    metaPerson(metas.slice(0, 200)),
    ...data.slice(0, 5).flatMap((text) => userObjectsInPage(parse(text.trim()), patience)),
  ].filter((one) => one !== null);
}

/** How one looks whom these sources tell by their id alone. */
export function shownOf(
  { marks }: PageFacts,
  sources: readonly Source[],
): Pick<Sighting, 'name' | 'picture'> | null {
  const lines = knownMarks.filter(({ completes }) => completes !== undefined && sources.includes(completes));
  const found = marks.slice(0, 50).find(({ site }) => lines.some((line) => line.site === site));
  return found === undefined ? null : { name: nameOf(found.name), picture: pictureOf(found.picture) };
}

/** An id is one person's on one site. */
function markedPerson({ site, ...parts }: FoundMark): Sighting | null {
  const found = sightingOf('page mark', parts);
  return found && { ...found, space: `page mark ${site}` };
}

type Part = 'id' | 'handle' | 'name' | 'picture';

const parts: Readonly<Record<string, Part>> = {
  id: 'id',
  uuid: 'id',
  login: 'handle',
  username: 'handle',
  email: 'handle',
  mail: 'handle',
  name: 'name',
  fullname: 'name',
  displayname: 'name',
  avatar: 'picture',
  avatarurl: 'picture',
};

/** Names that say "whoever is signed in". `author`, `profile:username` and the like are about whom the page shows. */
const metaName =
  /^(?:user-(?=login$)|(?:ajs-)?(?:current|remote|logged-in|signed-in)-user-?|octolytics-actor-)(\w*(?:-\w+)?)$/;

/** All of them are about one person: a page has one. */
function metaPerson(metas: PageFacts['metas']): Sighting | null {
  const found: Partial<Record<Part, string>> = {};
  for (const [name, content] of metas.toSorted()) {
    const match = metaName.exec(name.slice(0, 60).toLowerCase().replace(/[_.:]/g, '-'));
    if (match === null) continue;
    const part = match[1] === '' ? 'handle' : parts[(match[1] ?? '').replaceAll('-', '')];
    if (part !== undefined && content !== '') found[part] ??= content;
  }
  return sightingOf('page meta', found);
}
