import { isNoise } from '../sign-in';
import type { Sent } from './sent-fields';
import { hasSignInKey, isCallback, isOwnCallback } from './sign-in-address';

/** Which answers of a Site sign somebody in, as far as can be told before anybody knows who it is. */

/** One answer of the Site, as far as it matters here. The values of its cookies stay where they were. */
export interface AnswerFacts {
  readonly url: string;
  readonly method: string;
  readonly status: number;
  readonly mainFrame: boolean;
  readonly sent: Sent;
  /** Another domain led to it. */
  readonly fromElsewhere: boolean;
  /** No page led to it: it was opened from another program, a bookmark, or typed. */
  readonly unbidden: boolean;
  /** The tab had left for another domain and this is its way back. */
  readonly returned: boolean;
  /** One request for an ordinary page of the Site was led there and back: no page was shown there that could have asked anything. */
  readonly unasked: boolean;
  readonly via: Via | null;
  /** Names of the HttpOnly cookies that the answer sets to something. */
  readonly httpOnlyCookies: readonly string[];
}

/** The other domain that has led a tab back, as sign-ins by a third party do. */
export interface Via {
  readonly domain: string;
  /** No page was shown there on which its person could have said who they are: the request was led on at once. */
  readonly silent: boolean;
}

/**
 * How somebody may have signed in. A `password`, a `code` and a `link` are somebody who was not signed in yet, or who proves it again.
 * With a `return` another site says who it is, somebody else or the same person as before; with a `renewal` it has asked nobody anything.
 * `unclear`: something was sent, or a tab came back from another domain with nothing that says why.
 */
export const hows = ['password', 'code', 'link', 'return', 'renewal', 'unclear'] as const;
export type How = (typeof hows)[number];

/** A sign-in that may go on: its cookie is often set one redirect, or one request, later. */
export interface Opening {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `null`: the site was sent something that need not sign anybody in. */
  readonly how: How | null;
  /** By which way back it began, or before it. */
  readonly via: Via | null;
}

/** Milliseconds within which a new cookie belongs to the request that may have been the sign-in. */
export const signInWindow = 10_000;

/** How this answer may be a sign-in, or the beginning of one; `null`: it is none. A refused request (4xx, 5xx) signs nobody in. */
function openingBy(answer: AnswerFacts): How | null {
  if (answer.status >= 400) return null;
  if (answer.returned && answer.sent !== 'password') return returnBy(answer);
  if (!isSafe(answer.method)) return sentAs[answer.sent];
  if (!answer.mainFrame) return null;
  // Where a page's own link leads to the other site, and that leads back at once, nobody sees the way.
  if (isOwnCallback(answer.url) || (answer.fromElsewhere && isCallback(answer.url))) return 'return';
  return (answer.fromElsewhere || answer.unbidden) && hasSignInKey(answer.url) ? 'link' : null;
}

/** Many sites give a new cookie with every answer, also to whoever follows a link from elsewhere. */
function returnBy({ url, method, unasked }: AnswerFacts): How {
  const saysWho = !isSafe(method) || isCallback(url) || hasSignInKey(url);
  if (!saysWho) return 'unclear';
  return unasked ? 'renewal' : 'return';
}

const sentAs: Readonly<Record<Sent, How | null>> = {
  password: 'password',
  code: 'code',
  assertion: 'return',
  // Many sites give a new cookie with every answer.
  other: null,
  unseen: 'unclear',
};

/** The opening as it stands after this answer. @param now milliseconds, as the opening's */
export function openingAfter(answer: AnswerFacts, before: Opening | null, now: number): Opening | null {
  const how = openingBy(answer);
  // The page that follows the way back tells less than that.
  if (answer.returned && how === 'unclear' && isOpen(before, now)) return before;
  // A page that has come back with a code has its script send that on.
  if (how !== null) return { at: now, how, via: answer.via ?? (isOpen(before, now) ? before.via : null) };
  if (before !== null || answer.status >= 400 || isSafe(answer.method)) return before;
  return { at: now, how: null, via: null };
}

/** How this answer signs somebody in: a new or changed HttpOnly cookie comes with it. @param now milliseconds, as the opening's */
export function signInBy(answer: AnswerFacts, opening: Opening | null, now: number): How | null {
  if (answer.status >= 400 || !answer.httpOnlyCookies.some((name) => !isNoise(name))) return null;
  const how = openingBy(answer);
  const open = isOpen(opening, now) ? opening.how : null;
  return how === null || (how === 'unclear' && answer.returned) ? (open ?? how) : how;
}

function isOpen(opening: Opening | null, now: number): opening is Opening & { readonly how: How } {
  return opening !== null && opening.how !== null && now - opening.at <= signInWindow;
}

/** Whether what comes from elsewhere now is a sign-in, or what follows one. @param now milliseconds, as the opening's */
export function isWayBack(opening: Opening | null, now: number): boolean {
  return isOpen(opening, now) && ['link', 'return', 'renewal'].includes(opening.how);
}

/** Whether this answer may be a sign-out: it takes cookies away, and gives none that signs somebody in. */
export function takesSignIn({ httpOnlyCookies }: AnswerFacts, removed: readonly string[]): boolean {
  return removed.length > 0 && httpOnlyCookies.every(isNoise);
}

/** RFC 9110 9.2.1. */
function isSafe(method: string): boolean {
  return /^(GET|HEAD|OPTIONS|TRACE)$/i.test(method);
}
