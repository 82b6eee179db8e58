import type { ComponentChildren } from 'preact';
import { type ColourName, colours } from '@/domain/account/colour';
import styles from './Window.module.css';

export interface WindowProps {
  /** What stands in the address bar. */
  readonly address?: string;
  /** What Hatrack's button shows. */
  readonly badge?: { readonly initial: string; readonly colour: ColourName } | null;
  /** Hatrack's button is what to look at. */
  readonly isLit?: boolean;
  readonly children: ComponentChildren;
}

/** A browser, as far as it takes to recognise one. */
export function Window({ address = '', badge = null, isLit = false, children }: WindowProps) {
  return (
    <div class={styles.window}>
      <div class={styles.bar} aria-hidden="true">
        <span class={styles.dots} />
        <span class={styles.address}>{address}</span>
        <span class={styles.hat} data-lit={isLit}>
          <img src="/icons/hatrack-48.png" alt="" />
          {badge !== null && (
            <span class={styles.badge} style={{ background: colours[badge.colour] }}>
              {badge.initial}
            </span>
          )}
        </span>
      </div>
      {children}
    </div>
  );
}
