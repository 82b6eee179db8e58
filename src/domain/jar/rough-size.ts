/** Bytes that a value takes, roughly: enough to tell a piece from a flood. Cyclic values end. */
export function roughSize(value: unknown, seen = new Set<object>()): number {
  if (typeof value === 'string') return value.length * 2;
  if (typeof value !== 'object' || value === null) return 8;
  if (seen.has(value)) return 8;
  seen.add(value);
  if (value instanceof Blob) return value.size;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
  if (value instanceof Map || value instanceof Set) return sum([...value].flat(), seen);
  return sum(Object.values(value), seen);
}

function sum(values: readonly unknown[], seen: Set<object>): number {
  return values.reduce<number>((total, value) => total + roughSize(value, seen), 16);
}
