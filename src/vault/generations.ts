import type { AccountId } from '@/domain/ids';
import { type Jar, sameJar, withExpired, withUnread } from '@/domain/jar';
import { evidenceIn } from '@/domain/sign-in';
import type { JarKey } from './jar-database';
import { toRecord } from './jar-record';

/**
 * Which jars are kept of an account beside its newest.
 * @param before the newest so far; `null` where there is none, or none that can be read
 * @param now seconds since the epoch
 * @returns what to write for a new jar
 */
export function generations(
  owner: AccountId,
  jar: Jar,
  before: Jar | null,
  now: number,
): [JarKey, unknown][] {
  const whole = before === null ? jar : withExpired(withUnread(jar, before), before, now);
  const record = toRecord(whole);
  const kept: [JarKey, unknown][] = [[[owner, 'newest'], record]];
  if (before !== null && !sameJar(before, whole)) kept.push([[owner, 'before'], toRecord(before)]);
  if (evidenceIn(whole) === 'signed-in') kept.push([[owner, 'signed-in'], record]);
  return kept;
}
