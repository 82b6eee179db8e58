import type { Entries } from '@/domain/jar/web-storage';

export function readEntries(area: Storage): Entries {
  return Array.from({ length: area.length }, (_, index) => area.key(index))
    .filter((key) => key !== null)
    .map((key) => [key, area.getItem(key) ?? ''] as const);
}

/** Leaves alone what is right already. Removals come first: old and new together could pass the browser's limit. */
export function writeEntries(area: Storage, entries: Entries): null {
  const wanted = new Map(entries);
  for (const [key] of readEntries(area)) if (!wanted.has(key)) area.removeItem(key);
  for (const [key, value] of wanted) if (area.getItem(key) !== value) area.setItem(key, value);
  return null;
}
