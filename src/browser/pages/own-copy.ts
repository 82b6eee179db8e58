/**
 * Values as Firefox gives them to an extension's script in a page are the page's own objects, seen through a glass that hides what is
 * inside of Maps and the like; and a Blob that was read from a database is a window to a file that goes with the database
 * (both measured). Chromium gives copies of our own.
 */

/** Nothing of the page's is left in it, but for what Blobs stand for. @throws DOMException `DataCloneError` */
export function ownCopy(value: unknown): unknown {
  return import.meta.env.FIREFOX ? structuredClone(value) : value;
}

/** The same value with Blobs that have their bytes themselves. @param value a copy of our own, which is changed */
export async function withOwnBlobs<Value>(value: Value): Promise<Value> {
  return import.meta.env.FIREFOX ? ((await replaced(value, new Set())) as Value) : value;
}

async function replaced(value: unknown, seen: Set<object>): Promise<unknown> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return value;
  if (value instanceof Blob) return filled(value);
  seen.add(value);
  if (value instanceof Map) {
    const entries = [...value];
    value.clear();
    for (const [key, item] of entries) value.set(await replaced(key, seen), await replaced(item, seen));
  } else if (value instanceof Set) {
    const items = [...value];
    value.clear();
    for (const item of items) value.add(await replaced(item, seen));
  } else if (isPlain(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (typeof item === 'object' && item !== null) Reflect.set(value, key, await replaced(item, seen));
    }
  }
  return value;
}

async function filled(blob: Blob): Promise<Blob> {
  const bytes = await blob.arrayBuffer();
  if (!(blob instanceof File)) return new Blob([bytes], { type: blob.type });
  return new File([bytes], blob.name, { type: blob.type, lastModified: blob.lastModified });
}

/** What else there is (dates, buffers, keys) has nothing inside that could be a Blob. */
function isPlain(value: object): boolean {
  return Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
}
