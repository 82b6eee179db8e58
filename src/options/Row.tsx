import type { ComponentChildren } from 'preact';
import styles from './Row.module.css';

export interface RowProps {
  readonly name: string;
  readonly help?: string;
  /** What stands at the end of the line. */
  readonly children?: ComponentChildren;
}

/** Something with a name, what there is to say about it, and its value or what can be done. */
export function Row({ name, help, children }: RowProps) {
  return (
    <div class={styles.row}>
      <div class={styles.words}>
        <p>{name}</p>
        {help !== undefined && <p class={styles.help}>{help}</p>}
      </div>
      {children}
    </div>
  );
}
