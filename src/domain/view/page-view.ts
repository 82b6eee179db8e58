/**
 * What a page may learn at the level `active`: who is active in it, and nothing that shows whether there are others.
 * Names follow the vocabulary of multi-session sites (session, user).
 */
export interface PageUserView {
  /** Pseudonymous and different on every Site. */
  readonly id: string;
  readonly label: string;
  /** A `data:` URL of the initial on the account's colour. */
  readonly avatar: string;
}

export interface PageSessionView {
  readonly id: string;
  readonly status: 'active';
  readonly user: PageUserView;
  readonly active: true;
}

/** `session` is `null` when nobody is signed in as far as Hatrack knows. */
export interface PageView {
  readonly session: PageSessionView | null;
}
