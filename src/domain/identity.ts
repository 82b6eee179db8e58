import { cookieKey } from './cookie';
import type { Jar } from './jar';
import { subjectIn } from './json-web-token';

/**
 * Whom the tokens of a jar are about, as far as they say so themselves. Nothing is proved by it (no signature is checked), but
 * that two tokens in the same place name different people is reason enough not to keep one person's jar as the other's.
 */

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
