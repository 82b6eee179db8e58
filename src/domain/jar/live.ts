import type { AccountId, TabId } from '../ids';

/** Whose jar the browser holds at one Place, as far as Hatrack knows. */
export interface Live {
  /** `null`: nobody's, or somebody's who has not been made an account. */
  readonly active: AccountId | null;
  readonly adding: Adding | null;
  /**
   * The active account was signed out: by its site, or here with nobody to follow; or nobody was active to go back to from an addition. A
   * sign-in that comes next need not be the same person's, and would be noticed: what is live without one is a visitor's.
   */
  readonly lapsed: boolean;
  /** Since when it is so; milliseconds since the epoch. Pages that were asked for earlier may show who was signed in before. */
  readonly since: number;
  /** Somebody has signed in over the active account; whether it was the same person is not known yet. */
  readonly doubt: Doubt | null;
  /**
   * What was before the sign-in that the active account is of, as long as that may have further steps, or may have been refused: no page
   * has been seen yet that asks for nothing.
   */
  readonly unfinished: BeforeSignIn | null;
  /** The tab whose script has sent what the newest sign-in was: its page stays, and asks again should it have been refused. */
  readonly script: TabId | null;
  /** An addition has ended with the active account, which was in the list before. As long as nothing else becomes live. */
  readonly bounced: Bounce | null;
}

/** Another domain, through which one signs in, has led back to whom it remembers. */
export interface Bounce {
  readonly domain: string;
  /** As of the addition. */
  readonly again: AccountId | null;
}

export type BeforeSignIn = Pick<Live, 'active' | 'adding' | 'lapsed'>;

export interface Doubt {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by: DoubtBy;
}

/**
 * What the doubt comes from. A `proof`: with nothing else to tell, it is somebody new. A `return` from another site that says who it is, or
 * `another` sign-in than the stored one, which nobody has seen come: the person is asked. A `renewal`: nobody was asked for anything, so
 * with nothing else to tell it is whoever it was.
 */
export const doubts = ['renewal', 'another', 'return', 'proof'] as const;
export type DoubtBy = (typeof doubts)[number];

/** Where no page tells, the person is asked. */
export function asksPerson(doubt: Doubt | null): doubt is Doubt {
  return doubt?.by === 'return' || doubt?.by === 'another';
}

/** Whether it may be somebody else who has signed in over the account. */
export function mayBeAnother(doubt: Doubt | null): boolean {
  return doubt !== null && doubt.by !== 'renewal';
}

/** Of two doubts about one live jar the graver counts. */
export function graver(before: Doubt | null, { at, by }: Doubt): Doubt {
  return before === null || doubts.indexOf(by) > doubts.indexOf(before.by) ? { at, by } : { ...before, at };
}

/** The live jar was put away so that somebody else can sign in. */
export interface Adding {
  readonly from: AccountId | null;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** The account that signs in again, and comes back to its own row; `null` when a new one is being added. */
  readonly again: AccountId | null;
  /** The page on which it was begun; `null` where that is not known. Signing in can start there once more. */
  readonly start: string | null;
}

export const nobodyLive: Live = {
  active: null,
  adding: null,
  lapsed: false,
  since: 0,
  doubt: null,
  unfinished: null,
  script: null,
  bounced: null,
};

/** Nobody is active, for they were signed out. */
export const signedOut: Live = { ...nobodyLive, lapsed: true };

/** @param since milliseconds since the epoch */
export function liveAs(active: AccountId | null, since = 0): Live {
  return { ...nobodyLive, active, since };
}

export function liveAdding(
  from: AccountId | null,
  since: number,
  again: AccountId | null = null,
  start: string | null = null,
): Live {
  return { ...nobodyLive, adding: { from, since, again, start }, since };
}

/** Without an account that is gone for good: nothing may point at it any more. */
export function withoutAccount(live: Live, gone: AccountId): Live {
  return {
    ...live,
    ...withoutOne(live, gone),
    unfinished: live.unfinished && withoutOne(live.unfinished, gone),
    bounced: live.bounced && {
      ...live.bounced,
      again: live.bounced.again === gone ? null : live.bounced.again,
    },
  };
}

/** With an account to go back to from an addition, which was gone meanwhile; unless there is another by now. */
export function withBack(live: Live, back: AccountId): Live {
  const { adding } = live;
  return adding === null || adding.from !== null ? live : { ...live, adding: { ...adding, from: back } };
}

function withoutOne(live: BeforeSignIn, gone: AccountId): BeforeSignIn {
  return {
    active: live.active === gone ? null : live.active,
    adding: live.adding && {
      ...live.adding,
      from: live.adding.from === gone ? null : live.adding.from,
      again: live.adding.again === gone ? null : live.adding.again,
    },
    lapsed: live.active === gone ? false : live.lapsed,
  };
}

/** What a tab shows, as its person sees it. */
export interface OpenPage {
  readonly id: TabId;
  readonly url: string;
}

/**
 * What is written before the browser is touched. `begun`: pages may be quiet and the barrier up, the live jar is as it was.
 * `held`: the live jar may be anything between two accounts; the jar held in the Vault for this Place is what it was
 * before, and putting that back is always right. `committed`: the new account is active and its pages are to be shown.
 */
export interface Journal {
  readonly phase: 'begun' | 'held' | 'committed';
  /** The pages that have to be shown again. Here they outlive the extension too: an update forgets all else about tabs. */
  readonly pages: readonly OpenPage[];
  readonly from: AccountId | null;
  readonly to: AccountId | null;
  /** From then on nothing more goes out for `from`; milliseconds since the epoch. */
  readonly startedAt: number;
  /** `held`: the jar to be put back is the one that is stored of `from`; nothing new was in it. */
  readonly asStored: boolean;
}
