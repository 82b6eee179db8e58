import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '@/ui/Icon';
import styles from './ActionRow.module.css';

export interface ActionRowProps {
  readonly icon: IconName;
  readonly disabled: boolean;
  readonly onPress: () => void;
  readonly children: ComponentChildren;
}

/** What can be done below the list; its icon stands under the avatars, its words under the labels. */
export function ActionRow({ icon, disabled, onPress, children }: ActionRowProps) {
  return (
    <button
      type="button"
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
