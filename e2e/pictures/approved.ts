import { fileURLToPath } from 'node:url';
import type { Look } from './gallery';

/** What pictures are compared with: each state once in either theme and in either direction of writing. */

const [lightLtr, lightRtl, darkLtr, darkRtl] = [
  { theme: 'light', direction: 'ltr' },
  { theme: 'light', direction: 'rtl' },
  { theme: 'dark', direction: 'ltr' },
  { theme: 'dark', direction: 'rtl' },
] as const satisfies Look[];

export const looks = [lightLtr, lightRtl, darkLtr, darkRtl] as const;

export const approvedLooks = [lightLtr, darkRtl] as const;

export function nameOf({ theme, direction }: Look): string {
  return `${theme}-${direction}`;
}

/** What letters measure where the pictures were approved: another machine's fonts put everything elsewhere. */
export const approvedLetters = fileURLToPath(new URL('./approved/letters.json', import.meta.url));

/** Runs in a page of the gallery. @returns the widths of some words in several scripts, in whole pixels */
export function measureLetters(): number[] {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return [];
  return [400, 600].flatMap((weight) => {
    context.font = `${weight} 100px ${getComputedStyle(document.body).fontFamily}`;
    return ['Sign out of all accounts', 'مريم', '山田', '…·✓'].map((words) =>
      Math.round(context.measureText(words).width),
    );
  });
}

export function approvedPath(look: Look, name: string): string {
  return fileURLToPath(new URL(`./approved/${nameOf(look)}/${name}.png`, import.meta.url));
}
