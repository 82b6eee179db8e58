import type { CommandView } from '@/domain/view';

/** Browsers list them by their names: what is pressed most stands first. */
export function commandsInOrder(commands: readonly CommandView[]): CommandView[] {
  const first = ['_execute_action', 'next-account', 'previous-account'];
  const rank = ({ name }: CommandView) => (first.includes(name) ? first.indexOf(name) : first.length);
  return commands.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/** Browsers join keys by a plus; a Mac writes signs for them without one. Some signs are told by their names. */
export function keysOf(shortcut: string): string[] {
  const signs = new Map([
    ['Period', '.'],
    ['Comma', ','],
  ]);
  return shortcut.split('+').flatMap((key) => (key === '' ? [] : (signs.get(key) ?? key)));
}
