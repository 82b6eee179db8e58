/** Line icons on a 16-pixel grid, in the colour of the text around them. */
const paths = {
  add: 'M8 3v10M3 8h10',
  check: 'M3.5 8.5l3 3 6-7',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  settings: 'M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6M10 2.8v3.4M6 9.8v3.4',
} as const;

export interface IconProps {
  readonly name: keyof typeof paths;
}

export function Icon({ name }: IconProps) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width={name === 'more' ? 2 : 1.5}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
