import { AppError } from '@/domain/app-error';
import type { StoreArea } from '@/storage/store-area';

export interface FakeArea extends StoreArea {
  readonly content: Map<string, unknown>;
  /** The disk is full: nothing can be written. */
  full: boolean;
}

/** Keeps copies, as the browser does: nothing that is changed afterwards changes what was stored. */
export function createFakeArea(): FakeArea {
  const content = new Map<string, unknown>();
  const fake: FakeArea = {
    content,
    full: false,
    get: async (keys) =>
      Object.fromEntries(
        keys.filter((key) => content.has(key)).map((key) => [key, structuredClone(content.get(key))]),
      ),
    set: async (items) => {
      if (fake.full) throw new AppError('storage/failed');
      for (const [key, value] of Object.entries(items)) content.set(key, structuredClone(value));
    },
    remove: async (keys) => {
      for (const key of keys) content.delete(key);
    },
    clear: async () => content.clear(),
  };
  return fake;
}
