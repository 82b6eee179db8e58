import type { ComponentChildren } from 'preact';
import { Icon } from '@/ui/Icon';
import styles from './Fold.module.css';

export interface FoldProps {
  readonly title: string;
  readonly help: string;
  readonly children: ComponentChildren;
}

/** Folded away, for few ever need it. */
export function Fold({ title, help, children }: FoldProps) {
  return (
    <details class={styles.fold}>
      <summary>
        <span>{title}</span>
        <Icon name="forward" />
      </summary>
      <p class={styles.help}>{help}</p>
      {children}
    </details>
  );
}
