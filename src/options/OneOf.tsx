import { useId } from 'preact/hooks';
import styles from './OneOf.module.css';

export interface OneOfProps<Option extends string> {
  readonly label: string;
  readonly value: Option;
  readonly options: readonly Option[];
  readonly nameOf: (option: Option) => string;
  readonly onChange: (option: Option) => void;
}

/** A choice of few, all of which are seen. */
export function OneOf<Option extends string>(props: OneOfProps<Option>) {
  const { label, value, options, nameOf, onChange } = props;
  const [group, labelId] = [useId(), useId()];
  return (
    <div class={styles.line} role="radiogroup" aria-labelledby={labelId}>
      <span class={styles.label} id={labelId}>
        {label}
      </span>
      <div class={styles.options}>
        {options.map((option) => (
          <label key={option} class={styles.option}>
            <input
              type="radio"
              name={group}
              value={option}
              checked={option === value}
              onChange={() => onChange(option)}
            />
            <span>{nameOf(option)}</span>
          </label>
        ))}
      </div>
    </div>
  );
}
