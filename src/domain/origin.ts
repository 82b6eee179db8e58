/**
 * An origin of a Site, as far as it was seen. Browsers tell of none, and what is kept by origin must go with the account also
 * where no tab shows it.
 */
export interface OriginRecord {
  readonly origin: string;
  /** When a page of it was last asked for; milliseconds since the epoch, and up to `visitStep` too early. */
  readonly visitedAt: number;
  /** When it was last seen to keep nothing; `null` once it was made to. */
  readonly emptyAt: number | null;
  /** What a frame of it could be made from. */
  readonly path: string | null;
}

/** Milliseconds within which a second visit is not written down. */
export const visitStep = 1000;

/** Whether it keeps nothing: none was there, and no page of it has been loaded since that could have put something there. */
export function isKnownEmpty({ visitedAt, emptyAt }: OriginRecord): boolean {
  return emptyAt !== null && emptyAt > visitedAt + visitStep;
}

/** @returns the same list when there is nothing to write down */
export function withVisit(
  known: readonly OriginRecord[],
  origin: string,
  now: number,
): readonly OriginRecord[] {
  const before = known.find((one) => one.origin === origin);
  if (before === undefined) return [...known, { origin, visitedAt: now, emptyAt: null, path: null }];
  if (before.visitedAt <= now && now - before.visitedAt < visitStep) return known;
  return known.map((one) => (one === before ? { ...one, visitedAt: now } : one));
}

/** What a switch learnt of an origin. @property empty seen from `since` on to keep nothing */
export interface OriginNews {
  readonly origin: string;
  readonly empty: boolean;
  readonly path: string | null;
}

/** @returns the same list when there is nothing new */
export function withNews(
  known: readonly OriginRecord[],
  news: readonly OriginNews[],
  since: number,
): readonly OriginRecord[] {
  let changed = false;
  const next = known.map((record) => {
    const one = news.find(({ origin }) => origin === record.origin);
    if (one === undefined) return record;
    const path = one.path ?? record.path;
    const alreadyKnown = one.empty === isKnownEmpty(record) && path === record.path;
    if (alreadyKnown) return record;
    changed = true;
    return { ...record, path, emptyAt: one.empty ? since : null };
  });
  return changed ? next : known;
}
