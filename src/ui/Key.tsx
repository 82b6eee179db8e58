import styles from './Key.module.css';

/** A key of the keyboard, as a hint for the eye; `aria-keyshortcuts` says it to others. */
export function Key({ name }: { readonly name: string }) {
  return (
    <span class={styles.key} aria-hidden="true">
      {name}
    </span>
  );
}
