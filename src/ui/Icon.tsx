/** Line icons on a 16-pixel grid, in the colour of the text around them. */
const paths = {
  add: 'M8 3.5v9M3.5 8h9',
  alert: 'M8 5v3.5M8 11h.01M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8z',
  check: 'M3.5 8.5l3 3 6-7',
  close: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  details: 'M8 7.5V11M8 5h.01M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8z',
  down: 'M8 3v10M4 9l4 4 4-4',
  leave: 'M6.5 2.5h-3v11h3M7 8h6.5M10.8 5.2 13.5 8l-2.7 2.8',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  page: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM1.8 8h12.4M8 1.8c4 4 4 8.4 0 12.4c-4-4-4-8.4 0-12.4',
  power: 'M8 2v5.5M4.6 4.2a5.3 5.3 0 1 0 6.8 0',
  rename: 'M3 13l.6-2.8 7-7 2.2 2.2-7 7zM9.2 4.6l2.2 2.2',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9zM10.3 10.3 13.5 13.5',
  settings: 'M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6M10 2.8v3.4M6 9.8v3.4',
  up: 'M8 13V3M4 7l4-4 4 4',
} as const;

export type IconName = keyof typeof paths;

/** They point along the line of text, so they turn with it. */
const turning: ReadonlySet<IconName> = new Set(['leave']);

export interface IconProps {
  readonly name: IconName;
}

export function Icon({ name }: IconProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width={name === 'more' ? 2 : 1.5}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      data-icon={turning.has(name) ? 'turning' : 'fixed'}
    >
      <path d={paths[name]} />
    </svg>
  );
}
