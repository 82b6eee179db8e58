import styles from './SiteName.module.css';

export interface SiteNameProps {
  readonly name: string;
}

/** A Site's name on one line. Where there is no room for all of it its middle goes: whose a domain is, is told by its end. */
export function SiteName({ name }: SiteNameProps) {
  const [head, tail] = headAndTail(name);
  return (
    <span class={styles.name} dir="auto">
      <span class={styles.head}>{head}</span>
      {tail !== '' && <span>{tail}</span>}
    </span>
  );
}

/** Names of so many letters are never too wide; of longer ones so many at the end are always seen. */
const [shortLength, tailLength] = [20, 14];

/** Letters that may join each other are not taken apart. */
function headAndTail(name: string): readonly [string, string] {
  const isPlain = /^[ -~]+$/.test(name);
  const cut = isPlain && name.length > shortLength ? name.length - tailLength : name.length;
  return [name.slice(0, cut), name.slice(cut)];
}
