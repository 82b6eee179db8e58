import { Icon, type IconName } from './Icon';
import styles from './Sign.module.css';

export interface SignProps {
  readonly name: IconName;
}

/** Stands over a sentence that says what is the case. */
export function Sign({ name }: SignProps) {
  return (
    <span class={styles.sign} data-sign={name}>
      <Icon name={name} />
    </span>
  );
}
