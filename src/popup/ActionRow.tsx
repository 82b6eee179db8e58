import type { ComponentChildren, RefObject } from 'preact';
import { Icon, type IconName } from '@/ui/Icon';
import styles from './ActionRow.module.css';

export interface ActionRowProps {
  readonly icon: IconName;
  readonly disabled: boolean;
  readonly onPress: () => void;
  readonly children: ComponentChildren;
  /** Where the button is, for whoever gives it the focus. */
  readonly at?: RefObject<HTMLButtonElement | null>;
}

/** What can be done below the list; its icon stands under the avatars, its words under the labels. */
export function ActionRow({ icon, disabled, onPress, children, at }: ActionRowProps) {
  return (
    <button
      type="button"
      ref={at ?? null}
      class={styles.action}
      aria-disabled={disabled}
      onClick={() => {
        if (!disabled) onPress();
      }}
    >
      <span class={styles.icon}>
        <Icon name={icon} />
      </span>
      {children}
    </button>
  );
}
