import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import styles from './Card.module.css';
import heading from './Heading.module.css';

export interface CardProps {
  /** What its rows have in common; where the section says that already, none. */
  readonly title?: string;
  readonly children: ComponentChildren;
}

export function Card({ title, children }: CardProps) {
  const id = useId();
  if (title === undefined) return <div class={styles.card}>{children}</div>;
  return (
    <section class={heading.group} aria-labelledby={id}>
      <h3 class={heading.small} id={id}>
        {title}
      </h3>
      <div class={styles.card}>{children}</div>
    </section>
  );
}
