/** The kinds of what a sign-in can live in. */
export const kinds = ['cookies', 'local', 'session', 'databases'] as const;
export type Kind = (typeof kinds)[number];

/**
 * What becomes of a kind at a switch. `own`: each account has its own. `shared`: it is left alone, so that all accounts have
 * the same. `deleted`: it goes, and nobody gets it back.
 */
export const choices = ['own', 'shared', 'deleted'] as const;
export type Choice = (typeof choices)[number];

export type Carried = Readonly<Record<Kind, Choice>>;

export const allOwn: Carried = { cookies: 'own', local: 'own', session: 'own', databases: 'own' };
