import type { ComponentChildren } from 'preact';
import styles from './Button.module.css';

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onPress: () => void;
  /** `main` for the one thing to do; `quiet` for what stands by. */
  readonly kind?: 'main' | 'plain' | 'quiet' | 'danger';
  /** For buttons that show an icon alone. */
  readonly name?: string;
  readonly wide?: boolean;
  readonly disabled?: boolean;
  /** `menuitem` inside a menu. */
  readonly role?: 'menuitem';
  readonly expanded?: boolean;
  /** −1 for what Tab goes past. */
  readonly tabIndex?: 0 | -1;
}

/** Disabled buttons keep the focus, so that nobody is thrown out of the list while an action runs. */
export function Button(props: ButtonProps) {
  const { children, onPress, kind = 'plain', name, wide = false, disabled = false } = props;
  const { role, expanded, tabIndex } = props;
  return (
    <button
      type="button"
      class={styles.button}
      data-kind={kind}
      data-wide={wide}
      aria-label={name}
      aria-disabled={disabled}
      aria-expanded={expanded}
      aria-haspopup={expanded === undefined ? undefined : 'menu'}
      role={role}
      tabIndex={tabIndex}
      title={name}
      onClick={() => {
        if (!disabled) onPress();
      }}
    >
      {children}
    </button>
  );
}
