import type { Jar } from '../jar';
import { isShared } from '../site/shared-origin';
import type { SiteChoices } from '../site/site-choices';

/** The kinds of what a sign-in can live in. */
export const kinds = ['cookies', 'local', 'session', 'databases', 'caches'] as const;
export type Kind = (typeof kinds)[number];

/**
 * What becomes of a kind at a switch. `own`: each account has its own. `shared`: it is left alone, so that all accounts have
 * the same. `deleted`: it goes, and nobody gets it back.
 */
export const choices = ['own', 'shared', 'deleted'] as const;
export type Choice = (typeof choices)[number];

export type Carried = Readonly<Record<Kind, Choice>>;

/** What a cache of answers holds can be had again, and is mostly large; the rest cannot. */
export const usual: Carried = {
  cookies: 'own',
  local: 'own',
  session: 'own',
  databases: 'own',
  caches: 'deleted',
};

/** What can be chosen for a kind. */
export function choicesFor(kind: Kind): readonly Choice[] {
  // Without cookies hardly any sign-in would come back.
  if (kind === 'cookies') return ['own', 'shared'];
  // A page of one account that was cached would be shown to another.
  if (kind === 'caches') return ['own', 'deleted'];
  return choices;
}

type Storage = Pick<Jar, 'origins' | 'tabs'>;

/** What each account has to itself of what pages keep: what all have in common tells of nobody who is signed in, and is unread. */
export function ownStorage(
  site: Pick<SiteChoices, 'carried' | 'sharedOrigins'>,
  { origins, tabs }: Storage,
): Storage {
  const { local, session, databases } = site.carried;
  const isOwn = ({ origin }: { origin: string }) => !isShared(site, origin);
  return {
    origins: origins.filter(isOwn).map((one) => ({
      ...one,
      local: local === 'shared' ? null : one.local,
      databases: databases === 'shared' ? null : one.databases,
    })),
    tabs: session === 'shared' ? [] : tabs.filter(isOwn),
  };
}
