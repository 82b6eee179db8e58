import * as v from 'valibot';
import { AppError } from '@/domain/app-error';
import type { StoreArea } from './store-area';

/** One stored value: where it lies, what is believed when nothing is there, and what shape it must have. */
export interface Item<Value> {
  readonly key: string;
  readonly fallback: Value;
  readonly schema: v.GenericSchema<unknown, Value>;
}

/** Written as one with others by `writeItems`. */
export interface Entry {
  readonly key: string;
  readonly value: unknown;
}

export function entry<Value>(item: Item<Value>, value: Value): Entry {
  return { key: item.key, value };
}

type Values<Items extends Record<string, Item<unknown>>> = {
  readonly [Name in keyof Items]: Items[Name] extends Item<infer Value> ? Value : never;
};

/**
 * Reads several items at once.
 * @throws AppError `storage/unreadable` when a value has a wrong shape: going on with the fallback would overwrite it
 */
export async function readItems<Items extends Record<string, Item<unknown>>>(
  area: StoreArea,
  items: Items,
): Promise<Values<Items>> {
  const stored = await area.get(Object.values(items).map((item) => item.key));
  const values = Object.entries(items).map(([name, item]) => [name, parse(item, stored[item.key])]);
  return Object.fromEntries(values);
}

export async function readItem<Value>(area: StoreArea, item: Item<Value>): Promise<Value> {
  const stored = await area.get([item.key]);
  return parse(item, stored[item.key]);
}

/** Reads many items of one kind, in the order given. */
export async function readList<Value>(area: StoreArea, items: readonly Item<Value>[]): Promise<Value[]> {
  if (items.length === 0) return [];
  const stored = await area.get(items.map((item) => item.key));
  return items.map((item) => parse(item, stored[item.key]));
}

/** The same, with `null` in place of a value that has a wrong shape. */
export async function readReadable<Value>(
  area: StoreArea,
  items: readonly Item<Value>[],
): Promise<(Value | null)[]> {
  if (items.length === 0) return [];
  const stored = await area.get(items.map((item) => item.key));
  return items.map((item) => tryParse(item, stored[item.key])?.value ?? null);
}

/** All or nothing. @throws AppError `storage/failed` */
export function writeItems(area: StoreArea, entries: readonly Entry[]): Promise<void> {
  return area.set(Object.fromEntries(entries.map(({ key, value }) => [key, value])));
}

function parse<Value>(item: Item<Value>, raw: unknown): Value {
  const parsed = tryParse(item, raw);
  if (parsed === null) throw new AppError('storage/unreadable', item.key);
  return parsed.value;
}

/** @returns `null` where it has a wrong shape */
function tryParse<Value>(item: Item<Value>, raw: unknown): { readonly value: Value } | null {
  if (raw === undefined || raw === null) return { value: item.fallback };
  const result = v.safeParse(item.schema, raw);
  return result.success ? { value: result.output } : null;
}
