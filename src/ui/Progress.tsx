import type { MovingView } from '@/domain/view';
import styles from './Progress.module.css';
import { text } from './text';

export interface ProgressProps {
  readonly running: boolean;
  /** How far it is, where that is known. */
  readonly moving: MovingView | null;
}

/**
 * A line at the top edge while something takes longer than a blink. Decoration, unless it can tell how far it is: what came of it
 * is said in words.
 */
export function Progress({ running, moving }: ProgressProps) {
  if (moving === null) return <div class={styles.track} data-running={running} aria-hidden="true" />;
  const percent = Math.floor((100 * moving.done) / Math.max(moving.total, 1));
  return (
    <div
      class={styles.track}
      data-running
      data-known
      role="progressbar"
      aria-label={text.moving(moving)}
      aria-valuenow={percent}
      style={{ '--done': `${percent}%` }}
    />
  );
}
