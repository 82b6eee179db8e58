import browser, { type Storage } from 'webextension-polyfill';
import { AppError } from '@/domain/app-error';
import type { StoreArea } from '@/storage/store-area';

export function localArea(): StoreArea {
  return toArea(browser.storage.local);
}

/** Readable by the extension's own contexts alone: its default access level is never widened. */
export function sessionArea(): StoreArea {
  return toArea(browser.storage.session);
}

function toArea(area: Storage.StorageArea): StoreArea {
  return {
    get: (keys) => area.get([...keys]),
    set: async (items) => {
      try {
        await area.set({ ...items });
      } catch (error) {
        throw new AppError('storage/failed', undefined, { cause: error });
      }
    },
    remove: (keys) => area.remove([...keys]),
    clear: () => area.clear(),
  };
}
