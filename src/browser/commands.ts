import browser from 'webextension-polyfill';
import type { CommandView } from '@/domain/view';

export function onCommand(listener: (name: string) => void): void {
  browser.commands.onCommand.addListener((name) => listener(name));
}

/** The keys as they are set now. */
export async function listCommands(): Promise<CommandView[]> {
  const all = await browser.commands.getAll();
  return all.map(({ name = '', description = '', shortcut = '' }) => ({ name, description, shortcut }));
}

/** The browser's own page for extension keys. */
export async function openShortcuts(): Promise<void> {
  if (import.meta.env.FIREFOX) await settingsOf(browser.commands).openShortcutSettings();
  else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}

/** Firefox has it since version 137, and its types do not know it yet. */
function settingsOf(commands: unknown): { openShortcutSettings(): Promise<void> } {
  return commands as { openShortcutSettings(): Promise<void> };
}
