import { cookieKey } from './cookie';
import type { Jar } from './jar';

/**
 * Whom the tokens of a jar are about, as far as they say so themselves. Nothing is proved by it (no signature is checked), but
 * that two tokens in the same place name different people is reason enough not to keep one person's jar as the other's.
 */

/** RFC 7519: three parts in base64url, of which the first begins with `{"`. */
const jsonWebToken = /\beyJ[\w-]{8,}\.([\w-]{8,})\.[\w-]*/;

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
    const subject = subjectOf(value);
    return subject === null ? [] : [[place, subject] as const];
  });
  return new Map(subjects);
}

function subjectOf(value: string): string | null {
  const payload = jsonWebToken.exec(value)?.[1];
  if (payload === undefined) return null;
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    if (typeof claims !== 'object' || claims === null || !('sub' in claims)) return null;
    const { sub } = claims;
    if (typeof sub !== 'string' && typeof sub !== 'number') return null;
    return JSON.stringify(['iss' in claims ? claims.iss : null, sub]);
  } catch {
    return null;
  }
}
