import type { ComponentChildren } from 'preact';
import type { IconName } from '@/ui/Icon';
import { Sign } from '@/ui/Sign';
import card from './Card.module.css';
import styles from './Empty.module.css';

export interface EmptyProps {
  readonly icon: IconName;
  /** That there is nothing, and what would change it. */
  readonly sentence: string;
  /** Where more about it is said. */
  readonly children?: ComponentChildren;
}

/** Stands where a list would. */
export function Empty({ icon, sentence, children }: EmptyProps) {
  return (
    <div class={`${card.card} ${styles.frame}`}>
      <div class={styles.empty}>
        <Sign name={icon} />
        <p class={styles.sentence}>{sentence}</p>
        {children}
      </div>
    </div>
  );
}
