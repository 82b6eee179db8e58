import { useId } from 'preact/hooks';
import styles from './Switch.module.css';

export interface SwitchProps {
  readonly name: string;
  /** One sentence on what it does. */
  readonly help: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

export function Switch({ name, help, on, onChange }: SwitchProps) {
  const helpId = useId();
  return (
    <div class={styles.line}>
      <div class={styles.words}>
        <span aria-hidden="true">{name}</span>
        <p class={styles.help} id={helpId}>
          {help}
        </p>
      </div>
      <button
        type="button"
        role="switch"
        class={styles.switch}
        aria-checked={on}
        aria-label={name}
        aria-describedby={helpId}
        onClick={() => onChange(!on)}
      />
    </div>
  );
}
