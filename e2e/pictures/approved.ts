import { fileURLToPath } from 'node:url';
import type { Look } from './gallery';

/** What pictures are compared with: each state once in either theme and in either direction of writing. */

const [lightLtr, lightRtl, darkLtr, darkRtl] = [
  { theme: 'light', direction: 'ltr' },
  { theme: 'light', direction: 'rtl' },
  { theme: 'dark', direction: 'ltr' },
  { theme: 'dark', direction: 'rtl' },
] as const satisfies Look[];

export const looks: readonly Look[] = [lightLtr, lightRtl, darkLtr, darkRtl];

export const approvedLooks = [lightLtr, darkRtl] as const;

export function nameOf({ theme, direction }: Look): string {
  return `${theme}-${direction}`;
}

export function approvedPath(look: Look, name: string): string {
  return fileURLToPath(new URL(`./approved/${nameOf(look)}/${name}.png`, import.meta.url));
}
