import * as v from 'valibot';
import { AppError } from '@/domain/app-error';
import type { StoreId } from '@/domain/ids';
import type { Jar } from '@/domain/jar';

/** The shape of a jar on disk. A new shape gets a new number and a step that reads this one. */
export const jarVersion = 1;

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
  storeId: v.pipe(
    v.string(),
    v.transform((text) => text as StoreId),
  ),
});

const record = v.object({ version: v.literal(jarVersion), jar: v.object({ cookies: v.array(cookie) }) });

export type JarRecord = v.InferOutput<typeof record>;

export function toRecord(jar: Jar): { readonly version: number; readonly jar: Jar } {
  return { version: jarVersion, jar };
}

/** @throws AppError `jar/unreadable`, without a word of what was in it */
export function fromRecord(raw: unknown): Jar | null {
  if (raw === undefined) return null;
  const result = v.safeParse(record, raw);
  if (!result.success) throw new AppError('jar/unreadable');
  return result.output.jar;
}
