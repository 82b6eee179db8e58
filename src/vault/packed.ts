import { parse, stringifyAsync } from 'devalue';

/** A value as bytes: all that a browser can store (structured clone), so that it can be encrypted. */
export interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What has no bytes that could be had, a key that nobody can take out above all: stored as it is. */
  readonly beside: readonly unknown[];
}

export async function pack(value: unknown): Promise<Packed> {
  const beside: unknown[] = [];
  // The first that fits counts: a File is a Blob too. What is falsy counts as not fitting.
  const text = await stringifyAsync(value, {
    File: (part: unknown) =>
      part instanceof File && [part.name, part.type, part.lastModified, part.arrayBuffer()],
    Blob: (part: unknown) => part instanceof Blob && [part.type, part.arrayBuffer()],
    Beside: (part: unknown) => isOpaque(part) && [beside.push(part) - 1],
  });
  return { bytes: new TextEncoder().encode(text), beside };
}

/** @throws Error where these are not the bytes of anything */
export function unpack({ bytes, beside }: Packed): unknown {
  return parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), {
    File: ([name, type, lastModified, content]: [string, string, number, ArrayBuffer]) =>
      new File([content], name, { type, lastModified }),
    Blob: ([type, content]: [string, ArrayBuffer]) => new Blob([content], { type }),
    Beside: ([index]: [number]) => beside[index],
  });
}

/** What is written as text whole, by the names that `Object.prototype.toString` has for them. */
const known: ReadonlySet<string> = new Set([
  ...['Array', 'ArrayBuffer', 'Date', 'Map', 'RegExp', 'Set', 'Promise'],
  ...['BigInt', 'Boolean', 'Number', 'String'],
  ...['DataView', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array'],
  ...['Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'],
]);

function isOpaque(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if (part instanceof Date) return Number.isNaN(part.getTime());
  const prototype: unknown = Object.getPrototypeOf(part);
  // A property of this name cannot be written as text so that it is not taken for something else.
  if (prototype === Object.prototype || prototype === null) return Object.hasOwn(part, '__proto__');
  return !known.has(Object.prototype.toString.call(part).slice(8, -1));
}
