import { useId } from 'preact/hooks';
import { Icon } from './Icon';
import styles from './Select.module.css';

export interface SelectProps<Option extends string> {
  readonly label: string;
  /** One sentence on what it does. */
  readonly help?: string;
  readonly value: Option;
  readonly options: readonly Option[];
  readonly nameOf: (option: Option) => string;
  readonly onChange: (option: Option) => void;
}

/** A choice of one, on a line with its label. */
export function Select<Option extends string>(props: SelectProps<Option>) {
  const { label, help, value, options, nameOf, onChange } = props;
  const [id, helpId] = [useId(), useId()];
  return (
    <div class={styles.line}>
      <div class={styles.words}>
        <label for={id}>{label}</label>
        {help !== undefined && (
          <p class={styles.help} id={helpId}>
            {help}
          </p>
        )}
      </div>
      <span class={styles.field}>
        <select
          id={id}
          class={styles.select}
          aria-describedby={help === undefined ? undefined : helpId}
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value as Option)}
        >
          {options.map((one) => (
            <option key={one} value={one}>
              {nameOf(one)}
            </option>
          ))}
        </select>
        <Icon name="unfold" />
      </span>
    </div>
  );
}
