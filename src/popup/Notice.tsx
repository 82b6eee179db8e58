import type { ComponentChildren } from 'preact';
import { Emblem } from '@/ui/Emblem';
import styles from './Notice.module.css';

export interface NoticeProps {
  readonly title: string;
  readonly sentence: string;
  readonly children?: ComponentChildren;
}

/** A whole popup that says one thing, and may offer one. */
export function Notice({ title, sentence, children }: NoticeProps) {
  return (
    <main class={styles.notice}>
      <Emblem />
      <h1 class={styles.title}>{title}</h1>
      <p class={styles.sentence}>{sentence}</p>
      {children}
    </main>
  );
}
