import styles from './Skeleton.module.css';

/** Holds the popup's shape until the worker has answered, which takes a moment where it has to start first. */
export function Skeleton() {
  return (
    <main class={styles.skeleton} aria-busy="true">
      <div class={styles.title} />
      <div class={styles.row} />
      <div class={styles.row} />
    </main>
  );
}
