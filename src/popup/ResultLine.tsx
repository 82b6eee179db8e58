import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '@/ui/Icon';
import styles from './ResultLine.module.css';
import type { Result } from './result';

export interface ResultLineProps {
  readonly result: Result | null;
  /** Shown while there is nothing to tell, so that the line keeps its place. */
  readonly otherwise?: string;
  /** Stands by itself and not at the foot of the popup. */
  readonly alone?: boolean;
  readonly children?: ComponentChildren;
}

const icons: Readonly<Partial<Record<Result['kind'], IconName>>> = { status: 'check', alert: 'alert' };

/** Both live regions stand from the start. */
export function ResultLine({ result, otherwise = '', alone = false, children }: ResultLineProps) {
  const alert = result?.kind === 'alert' ? result.sentence : '';
  const status = alert === '' ? (result?.sentence ?? '') : '';
  const icon = result === null ? undefined : icons[result.kind];
  return (
    <div
      class={styles.line}
      data-kind={result?.kind ?? 'quiet'}
      data-alone={alone}
      data-empty={result === null && otherwise === ''}
    >
      {icon !== undefined && <Icon name={icon} />}
      <p role="status">{status}</p>
      <p role="alert">{alert}</p>
      {result === null && <p class={styles.otherwise}>{otherwise}</p>}
      {children}
    </div>
  );
}

/** A line below it, which is never read out by itself. */
export function QuietLine({ sentence, children }: { sentence: string; children: ComponentChildren }) {
  return (
    <div class={styles.line} data-kind="quiet">
      <p class={styles.otherwise}>{sentence}</p>
      {children}
    </div>
  );
}
