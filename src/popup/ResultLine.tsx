import type { ComponentChildren } from 'preact';
import styles from './ResultLine.module.css';
import type { Result } from './state';

export interface ResultLineProps {
  readonly result: Result | null;
  /** Shown while there is nothing to tell, so that the line keeps its place. */
  readonly otherwise?: string;
  /** Stands by itself and not in a footer. */
  readonly alone?: boolean;
  readonly children?: ComponentChildren;
}

/** Both live regions stand from the start. */
export function ResultLine({ result, otherwise = '', alone = false, children }: ResultLineProps) {
  const status = result?.kind === 'status' ? result.sentence : '';
  const alert = result?.kind === 'alert' ? result.sentence : '';
  const empty = status === '' && alert === '' && otherwise === '';
  return (
    <div class={styles.line} data-alert={alert !== ''} data-alone={alone} data-empty={empty}>
      <p role="status">{status}</p>
      <p role="alert">{alert}</p>
      {status === '' && alert === '' && <p class={styles.otherwise}>{otherwise}</p>}
      {children}
    </div>
  );
}
