import type { Entries, Row } from './web-storage';

/**
 * What is short and tells whether two hold the same: where something is as it is stored, it need not be sent to be stored again. What a
 * digest cannot be had of has `null` and is never taken for the same.
 */

/** In whatever order they are: browsers promise none. */
export function digestOfEntries(entries: Entries): Promise<string | null> {
  const ordered = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  // Lone surrogates, which bytes of text have no place for, are written out by it.
  return digestOf([JSON.stringify(ordered)]);
}

/** Of rows in their order. `null` where one of them has something in it of which it is not certain what all belongs to it. */
export async function digestOfRows(rows: readonly Row[]): Promise<string | null> {
  const parts = partsOf(rows);
  return parts === null ? null : digestOf(parts);
}

/** Text and bytes, of which two values have the same only if they are clones of each other. */
type Part = string | Uint8Array<ArrayBuffer>;

async function digestOf(parts: readonly Part[]): Promise<string | null> {
  // A page that came unencrypted has none.
  const { subtle } = globalThis.crypto as { subtle?: SubtleCrypto };
  if (subtle === undefined) return null;
  const digest = await subtle.digest('SHA-256', joined(parts));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function joined(parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const all = parts.map((part) => (typeof part === 'string' ? encoder.encode(part) : part));
  const whole = new Uint8Array(all.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of all) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

class Unsure extends Error {}

function partsOf(rows: readonly Row[]): Part[] | null {
  const parts: Part[] = [];
  let text = '';
  const seen = new Map<object, number>();
  const bytes = (part: Uint8Array<ArrayBuffer>) => {
    parts.push(text, part);
    text = '';
  };
  const write = (value: unknown): void => {
    if (typeof value === 'string') text += JSON.stringify(value);
    else if (typeof value !== 'object' || value === null) text += ofPrimitive(value);
    else if (seen.has(value)) text += `again ${seen.get(value)};`;
    else {
      seen.set(value, seen.size);
      writeObject(value);
    }
  };
  const writeObject = (value: object): void => {
    const kind = kindOf(value);
    text += `${kind}(`;
    if (kind === 'Object' || kind === 'Array') {
      if (Array.isArray(value)) text += `${value.length};`;
      for (const [key, item] of Object.entries(value)) {
        text += JSON.stringify(key);
        write(item);
      }
    } else if (value instanceof Map) for (const pair of value) pair.forEach(write);
    else if (value instanceof Set) value.forEach(write);
    else if (value instanceof Date) text += value.getTime();
    else if (value instanceof ArrayBuffer) {
      // Of one that can grow more belongs to it than its bytes.
      if ((value as { resizable?: boolean }).resizable === true) throw new Unsure();
      text += `${value.byteLength};`;
      bytes(new Uint8Array(value));
    } else if (ArrayBuffer.isView(value)) {
      text += `${value.byteOffset};${value.byteLength};`;
      write(value.buffer);
    } else throw new Unsure();
    text += ')';
  };
  try {
    rows.forEach(write);
  } catch {
    // Or it is nested too deep.
    return null;
  }
  return [...parts, text];
}

function ofPrimitive(value: unknown): string {
  if (Object.is(value, -0)) return 'number -0;';
  return `${typeof value} ${String(value)};`;
}

const kinds = new Map<unknown, string>(
  [
    Object,
    Array,
    Map,
    Set,
    Date,
    ArrayBuffer,
    DataView,
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
  ].map((kind) => [kind.prototype, kind.name]),
);

/** By its very prototype: a Blob, a key, an error or a File is something else than a plain object, whatever it says of itself. */
function kindOf(value: object): string {
  const kind = kinds.get(Object.getPrototypeOf(value));
  if (kind === undefined) throw new Unsure();
  return kind;
}
