import type { AccountId } from '@/domain/ids';
import { type Jar, sameJar, withExpired, withUnread } from '@/domain/jar';
import { evidenceIn } from '@/domain/sign-in';
import type { JarKey, Writing } from './jar-database';
import { fromRecord, toRecord } from './jar-record';

/** Which jars are kept of an account beside its newest. */

/** What to write for a new jar. @param now seconds since the epoch */
export function generations(owner: AccountId, jar: Jar, newest: unknown, now: number): [JarKey, unknown][] {
  const before = readable(newest);
  const whole = before === null ? jar : withExpired(withUnread(jar, before), before, now);
  const record = toRecord(whole);
  const kept: [JarKey, unknown][] = [[[owner, 'newest'], record]];
  const isNew = before === null || !sameJar(before, whole);
  if (before !== null && isNew) kept.push([[owner, 'before'], newest]);
  if (evidenceIn(whole) === 'signed-in') kept.push([[owner, 'signed-in'], record]);
  return kept;
}

/** What would be written over without anybody knowing what it is, under names of its own. */
export async function unreadableAt(
  transaction: Writing,
  keys: readonly JarKey[],
): Promise<[JarKey, unknown][]> {
  const jars = transaction.objectStore('jars');
  const there = await Promise.all(keys.map((key) => jars.get(key)));
  return keys.flatMap(([owner], index): [JarKey, unknown][] => {
    const record = there[index];
    if (record === undefined || readable(record) !== null) return [];
    return [[[owner, `unreadable ${crypto.randomUUID()}`], record]];
  });
}

/** `null` for what cannot be read. */
export function readable(raw: unknown): Jar | null {
  try {
    return fromRecord(raw);
  } catch {
    return null;
  }
}
