import styles from './Progress.module.css';

export interface ProgressProps {
  readonly running: boolean;
}

/** A line at the top edge while something takes longer than a blink. Decoration: what came of it is said in words. */
export function Progress({ running }: ProgressProps) {
  return <div class={styles.track} data-running={running} aria-hidden="true" />;
}
