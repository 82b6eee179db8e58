import browser from 'webextension-polyfill';
import type { PermissionPort } from '@/engine/ports';

/** Must be called in the click itself: a browser asks only for a person. The prompt closes the popup. */
export function requestOrigins(origins: readonly string[]): Promise<boolean> {
  return browser.permissions.request({ origins: [...origins] });
}

export function createPermissionPort(): PermissionPort {
  return {
    granted: (origins) => browser.permissions.contains({ origins: [...origins] }),
    giveBack: async (origins) => {
      try {
        await browser.permissions.remove({ origins: [...origins] });
      } catch {
        // Granted at install, by a policy say: nobody can take it back one by one.
      }
    },
  };
}

/** @param listener given the match patterns of what was granted */
export function onGranted(listener: (patterns: readonly string[]) => void): void {
  browser.permissions.onAdded.addListener(({ origins = [] }) => listener(origins));
}

/** @param listener given the match patterns of what was taken back */
export function onRevoked(listener: (patterns: readonly string[]) => void): void {
  browser.permissions.onRemoved.addListener(({ origins = [] }) => listener(origins));
}
