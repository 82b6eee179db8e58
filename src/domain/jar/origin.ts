import type { StoreId } from '../ids';
import { coversUrl, type Site } from '../site';

/**
 * An origin of a Site, as far as it was seen. Browsers tell of none, and what is kept by origin must go with the account also
 * where no tab shows it.
 */
export interface OriginRecord {
  readonly origin: string;
  /** When a page of it was last asked for; milliseconds since the epoch, and up to `visitStep` too early. */
  readonly visitedAt: number;
  /**
   * The cookie stores in which it keeps nothing: a switch has seen to that, and no page of it was loaded there since that could
   * have put something there. Not worked out from times when it is asked for: clocks jump.
   */
  readonly emptyIn: readonly StoreId[];
  /** What a frame of it could be made from. */
  readonly path: string | null;
}

/** Milliseconds within which a second visit is not written down. */
const visitStep = 1000;

/** @returns the same list when there is nothing to write down */
export function withVisit(
  known: readonly OriginRecord[],
  origin: string,
  now: number,
  storeId: StoreId,
): readonly OriginRecord[] {
  const before = known.find((one) => one.origin === origin);
  if (before === undefined) return withKnown(known, origin, now);
  const age = now - before.visitedAt;
  const wasEmpty = before.emptyIn.includes(storeId);
  if (!wasEmpty && age >= 0 && age < visitStep) return known;
  return known.map((one) =>
    one === before ? { ...one, visitedAt: now, emptyIn: without(one, storeId) } : one,
  );
}

/** @returns the same list when it is in it */
export function withKnown(
  known: readonly OriginRecord[],
  origin: string,
  now: number,
): readonly OriginRecord[] {
  if (known.some((one) => one.origin === origin)) return known;
  return [...known, { origin, visitedAt: now, emptyIn: [], path: null }];
}

/** What a switch learnt of an origin, or makes of it. */
export interface OriginNews {
  readonly origin: string;
  readonly empty: boolean;
  readonly path: string | null;
}

/**
 * @param since when the switch began: what may have been visited since counts for more than what it saw
 * @returns the same list when there is nothing new
 */
export function withNews(
  known: readonly OriginRecord[],
  news: readonly OriginNews[],
  since: number,
  storeId: StoreId,
): readonly OriginRecord[] {
  const next = known.map((record): OriginRecord => {
    const one = news.find(({ origin }) => origin === record.origin);
    if (one === undefined) return record;
    const empty = one.empty && record.visitedAt + visitStep < since;
    const path = one.path ?? record.path;
    if (empty === record.emptyIn.includes(storeId) && path === record.path) return record;
    const others = without(record, storeId);
    return { ...record, emptyIn: empty ? [...others, storeId] : others, path };
  });
  return next.every((record, index) => record === known[index]) ? known : next;
}

/** Nobody has seen which pages were loaded in this store. @returns the same list when nothing was known */
export function withUnseen(known: readonly OriginRecord[], storeId: StoreId): readonly OriginRecord[] {
  if (known.every(({ emptyIn }) => !emptyIn.includes(storeId))) return known;
  return known.map((one) => ({ ...one, emptyIn: without(one, storeId) }));
}

/**
 * What is known of the origins of a domain from when it was the Site's before. Which of their pages were loaded since nobody has seen.
 * @param domain that comes back
 */
export function leftOrigins(domain: Pick<Site, 'domains'>, known: readonly OriginRecord[]): OriginRecord[] {
  return known.filter(({ origin }) => coversUrl(domain, origin)).map(asUnknown);
}

/**
 * The origins of two Sites that become one.
 * @param site that stays; what it knew of the other's domains from when they were its own before counts no more
 */
export function joinedOrigins(
  site: Pick<Site, 'domains'>,
  own: readonly OriginRecord[],
  coming: readonly OriginRecord[],
): OriginRecord[] {
  const left = own.filter(({ origin }) => coming.every((one) => one.origin !== origin));
  return [...left.map((one) => (coversUrl(site, one.origin) ? one : asUnknown(one))), ...coming];
}

function asUnknown(record: OriginRecord): OriginRecord {
  return { ...record, emptyIn: [] };
}

function without({ emptyIn }: OriginRecord, storeId: StoreId): readonly StoreId[] {
  return emptyIn.filter((one) => one !== storeId);
}
