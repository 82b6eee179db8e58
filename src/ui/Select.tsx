import { useId } from 'preact/hooks';
import styles from './Select.module.css';

export interface SelectProps<Option extends string> {
  readonly label: string;
  readonly value: Option;
  readonly options: readonly Option[];
  readonly nameOf: (option: Option) => string;
  readonly onChange: (option: Option) => void;
}

/** A choice of one, on a line with its label. */
export function Select<Option extends string>(props: SelectProps<Option>) {
  const { label, value, options, nameOf, onChange } = props;
  const id = useId();
  return (
    <div class={styles.line}>
      <label for={id}>{label}</label>
      <select
        id={id}
        class={styles.select}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value as Option)}
      >
        {options.map((one) => (
          <option key={one} value={one}>
            {nameOf(one)}
          </option>
        ))}
      </select>
    </div>
  );
}
