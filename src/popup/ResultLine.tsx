import type { ComponentChildren } from 'preact';
import { Icon } from '@/ui/Icon';
import styles from './ResultLine.module.css';
import type { Result } from './state';

export interface ResultLineProps {
  readonly result: Result | null;
  /** Shown while there is nothing to tell, so that the line keeps its place. */
  readonly otherwise?: string;
  /** Stands by itself and not at the foot of the popup. */
  readonly alone?: boolean;
  readonly children?: ComponentChildren;
}

/** Both live regions stand from the start. */
export function ResultLine({ result, otherwise = '', alone = false, children }: ResultLineProps) {
  const status = result?.kind === 'status' ? result.sentence : '';
  const alert = result?.kind === 'alert' ? result.sentence : '';
  return (
    <div
      class={styles.line}
      data-kind={result?.kind ?? 'quiet'}
      data-alone={alone}
      data-empty={result === null && otherwise === ''}
    >
      {result !== null && <Icon name={result.kind === 'alert' ? 'alert' : 'check'} />}
      <p role="status">{status}</p>
      <p role="alert">{alert}</p>
      {result === null && <p class={styles.otherwise}>{otherwise}</p>}
      {children}
    </div>
  );
}
