import * as v from 'valibot';
import { AppError } from '@/domain/app-error';
import type { TabId } from '@/domain/ids';
import { cookieJar, type Jar } from '@/domain/jar';
import type { DumpId, Entries, StoredCache, StoredDatabase } from '@/domain/jar/web-storage';

/** The shape of a jar on disk. A new shape gets a new number and a step that reads the ones before. */
const jarVersion = 2;

const partitionKey = v.object({
  topLevelSite: v.exactOptional(v.string()),
  hasCrossSiteAncestor: v.exactOptional(v.boolean()),
});

const cookie = v.object({
  name: v.string(),
  value: v.string(),
  domain: v.string(),
  hostOnly: v.boolean(),
  path: v.string(),
  secure: v.boolean(),
  httpOnly: v.boolean(),
  sameSite: v.picklist(['no_restriction', 'lax', 'strict', 'unspecified']),
  expires: v.nullable(v.number()),
  partitionKey: v.nullable(partitionKey),
});

const entries: v.GenericSchema<unknown, Entries> = v.array(v.tuple([v.string(), v.string()]));
const paths = v.union([v.string(), v.array(v.string())]);

const dumpId = v.pipe(
  v.string(),
  v.transform((text) => text as DumpId),
);

const database: v.GenericSchema<unknown, StoredDatabase> = v.object({
  name: v.string(),
  version: v.number(),
  dump: dumpId,
  digests: v.exactOptional(v.array(v.array(v.nullable(v.string())))),
  stores: v.array(
    v.object({
      name: v.string(),
      keyPath: v.nullable(paths),
      autoIncrement: v.boolean(),
      nextKey: v.nullable(v.number()),
      rows: v.number(),
      indexes: v.array(
        v.object({ name: v.string(), keyPath: paths, unique: v.boolean(), multiEntry: v.boolean() }),
      ),
    }),
  ),
});

const cache: v.GenericSchema<unknown, StoredCache> = v.object({
  name: v.string(),
  entries: v.number(),
  dump: dumpId,
});

const jar: v.GenericSchema<unknown, Jar> = v.object({
  cookies: v.array(cookie),
  origins: v.array(
    v.object({
      origin: v.string(),
      local: v.nullable(entries),
      databases: v.nullable(v.array(database)),
      caches: v.optional(v.nullable(v.array(cache)), null),
    }),
  ),
  tabs: v.array(
    v.object({
      tabId: v.pipe(
        v.number(),
        v.transform((number) => number as TabId),
      ),
      origin: v.string(),
      session: entries,
    }),
  ),
});

/** Cookies were all that a jar held. */
const first = v.pipe(
  v.object({ version: v.literal(1), jar: v.object({ cookies: v.array(cookie) }) }),
  v.transform(({ jar: { cookies } }) => ({ jar: cookieJar(cookies) })),
);

const record = v.union([v.object({ version: v.literal(jarVersion), jar }), first]);

export function toRecord(kept: Jar): { readonly version: number; readonly jar: Jar } {
  return { version: jarVersion, jar: kept };
}

/** @throws AppError `jar/unreadable`, without a word of what was in it */
export function fromRecord(raw: unknown): Jar | null {
  if (raw === undefined) return null;
  const result = v.safeParse(record, raw);
  if (!result.success) throw new AppError('jar/unreadable');
  return result.output.jar;
}

/** The dumps that a stored jar names, also one of a shape that is not known: what it names must not be swept away. */
export function dumpsIn(raw: unknown): string[] {
  if (typeof raw !== 'object' || raw === null) return [];
  const own = 'dump' in raw && typeof raw.dump === 'string' ? [raw.dump] : [];
  return [...own, ...Object.values(raw).flatMap(dumpsIn)];
}
