/**
 * An origin of a Site, as far as it was seen. Browsers tell of none, and what is kept by origin must go with the account also
 * where no tab shows it.
 */
export interface OriginRecord {
  readonly origin: string;
  /** When a page of it was last asked for; milliseconds since the epoch, and up to `visitStep` too early. */
  readonly visitedAt: number;
  /**
   * It keeps nothing: a switch has seen to that, and no page of it was loaded since that could have put something there. Not
   * worked out from times when it is asked for: clocks jump.
   */
  readonly empty: boolean;
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
): readonly OriginRecord[] {
  const before = known.find((one) => one.origin === origin);
  if (before === undefined) return [...known, { origin, visitedAt: now, empty: false, path: null }];
  const age = now - before.visitedAt;
  if (!before.empty && age >= 0 && age < visitStep) return known;
  return known.map((one) => (one === before ? { ...one, visitedAt: now, empty: false } : one));
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
): readonly OriginRecord[] {
  const next = known.map((record): OriginRecord => {
    const one = news.find(({ origin }) => origin === record.origin);
    if (one === undefined) return record;
    const empty = one.empty && record.visitedAt + visitStep < since;
    const path = one.path ?? record.path;
    return empty === record.empty && path === record.path ? record : { ...record, empty, path };
  });
  return next.every((record, index) => record === known[index]) ? known : next;
}
