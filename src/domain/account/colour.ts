/**
 * The colours that tell accounts apart. White text stands on each with a contrast of at least 4.5:1 (WCAG 2.2 AA), so one
 * value serves the badge, the avatars and both themes.
 */
export const colours = {
  blue: '#2f6bd8',
  green: '#24803f',
  orange: '#b4540a',
  purple: '#8a4bd0',
  red: '#c63434',
  teal: '#127c86',
  pink: '#bd3a83',
  slate: '#5b6678',
} as const;

export type ColourName = keyof typeof colours;

/** In the order in which they are offered. */
export const colourNames = Object.keys(colours) as readonly ColourName[];

/** The colour least used so far, earliest in the palette first, so that neighbours differ as long as they can. */
export function nextColour(used: readonly ColourName[]): ColourName {
  const counts = new Map(colourNames.map((name) => [name, 0]));
  for (const name of used) counts.set(name, (counts.get(name) ?? 0) + 1);
  let best = colourNames[0] as ColourName;
  for (const name of colourNames) if ((counts.get(name) ?? 0) < (counts.get(best) ?? 0)) best = name;
  return best;
}
