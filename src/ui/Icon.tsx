/** Line icons on a 16-pixel grid, in the colour of the text around them. */
const paths = {
  account: 'M8 2.2a2.9 2.9 0 1 1 0 5.8a2.9 2.9 0 0 1 0-5.8zM2.8 13.6c.5-2.4 2.6-3.8 5.2-3.8s4.7 1.4 5.2 3.8',
  add: 'M8 3.5v9M3.5 8h9',
  alert: 'M8 5v3.5M8 11h.01M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8z',
  appearance: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM8 2v12M10.2 4.3v7.4M12.3 5.5v5',
  backward: 'M10 3.5 5.5 8l4.5 4.5',
  check: 'M3.5 8.5l3 3 6-7',
  close: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  data: 'M3 4c0-1.2 2.2-2 5-2s5 .8 5 2-2.2 2-5 2-5-.8-5-2zM3 4v8c0 1.2 2.2 2 5 2s5-.8 5-2V4M3 8c0 1.2 2.2 2 5 2s5-.8 5-2',
  details: 'M8 7.5V11M8 5h.01M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8z',
  down: 'M8 3v10M4 9l4 4 4-4',
  forward: 'M6 3.5 10.5 8 6 12.5',
  grip: 'M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01',
  keys: 'M2.6 3.8h10.8c.6 0 1 .4 1 1v6.4c0 .6-.4 1-1 1H2.6c-.6 0-1-.4-1-1V4.8c0-.6.4-1 1-1zM4.5 6.7h.01M6.8 6.7h.01M9.2 6.7h.01M11.5 6.7h.01M5.3 9.5h5.4',
  leave: 'M6.5 2.5h-3v11h3M7 8h6.5M10.8 5.2 13.5 8l-2.7 2.8',
  lock: 'M4.5 7h7c.6 0 1 .4 1 1v4.6c0 .6-.4 1-1 1h-7c-.6 0-1-.4-1-1V8c0-.6.4-1 1-1zM5.5 7V4.8a2.5 2.5 0 0 1 5 0V7',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  page: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM1.8 8h12.4M8 1.8c4 4 4 8.4 0 12.4c-4-4-4-8.4 0-12.4',
  power: 'M8 2v5.5M4.6 4.2a5.3 5.3 0 1 0 6.8 0',
  rename: 'M3 13l.6-2.8 7-7 2.2 2.2-7 7zM9.2 4.6l2.2 2.2',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9zM10.3 10.3 13.5 13.5',
  settings: 'M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6M10 2.8v3.4M6 9.8v3.4',
  unfold: 'M4.5 6.2 8 9.7l3.5-3.5',
  up: 'M8 13V3M4 7l4-4 4 4',
} as const;

export type IconName = keyof typeof paths;

/** They point along the line of text, so they turn with it. */
const turning: ReadonlySet<IconName> = new Set(['backward', 'forward', 'leave']);

export interface IconProps {
  readonly name: IconName;
}

export function Icon({ name }: IconProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width={name === 'more' || name === 'grip' ? 2 : 1.5}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      data-icon={turning.has(name) ? 'turning' : 'fixed'}
    >
      <path d={paths[name]} />
    </svg>
  );
}
