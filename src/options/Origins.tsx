import type { OriginView } from '@/domain/view';
import { Button } from '@/ui/Button';
import { text } from '@/ui/text';
import styles from './CarriedChoices.module.css';

export interface OriginsProps {
  readonly origins: readonly OriginView[];
  readonly onForget: (origin: string) => void;
}

/** For those who want to know how a switch gets at what each part of the site keeps. */
export function Origins({ origins, onForget }: OriginsProps) {
  return (
    <details class={styles.details}>
      <summary>{text.origins}</summary>
      <p class={styles.help}>{text.originsHelp}</p>
      {origins.map(({ origin, empty, path }) => (
        <div key={origin} class={styles.line}>
          <div>
            <p class={styles.origin}>{origin}</p>
            <p class={styles.way}>{empty ? text.originEmpty : text.originWay(path)}</p>
          </div>
          <Button name={text.forgetOrigin(origin)} onPress={() => onForget(origin)}>
            {text.forget}
          </Button>
        </div>
      ))}
    </details>
  );
}
