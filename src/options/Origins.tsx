import type { OriginView } from '@/domain/view';
import { text } from '@/ui/text';
import styles from './CarriedChoices.module.css';

export interface OriginsProps {
  readonly origins: readonly OriginView[];
}

/** For those who want to know how a switch gets at what each part of the site keeps. */
export function Origins({ origins }: OriginsProps) {
  return (
    <details class={styles.details}>
      <summary>{text.origins}</summary>
      <p class={styles.help}>{text.originsHelp}</p>
      {origins.map(({ origin, empty, path }) => (
        <div key={origin} class={styles.line}>
          <span class={styles.origin}>{origin}</span>
          <span class={styles.way}>{empty ? text.originEmpty : text.originWay(path)}</span>
        </div>
      ))}
    </details>
  );
}
