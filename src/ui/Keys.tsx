import { Fragment } from 'preact';
import styles from './Keys.module.css';

export interface KeysProps {
  /** Pressed together. */
  readonly keys: readonly string[];
}

/** Keys of the keyboard, to be read: each as it is on its cap. */
export function Keys({ keys }: KeysProps) {
  return (
    <span class={styles.keys} dir="ltr">
      {keys.map((key, index) => (
        <Fragment key={key}>
          {index > 0 && '+'}
          <kbd class={styles.key}>{key}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
