import { useId } from 'preact/hooks';
import { type Carried, type Choice, choices, type Kind, kinds } from '@/domain/carried';
import { choiceText, kindText, text } from '@/ui/text';
import styles from './CarriedChoices.module.css';

export interface CarriedChoicesProps {
  readonly carried: Carried;
  readonly onCarry: (kind: Kind, choice: Choice) => void;
}

/** What each account has of its own. Folded away, for almost nobody ever needs it. */
export function CarriedChoices({ carried, onCarry }: CarriedChoicesProps) {
  return (
    <details class={styles.details}>
      <summary>{text.carried}</summary>
      <p class={styles.help}>{text.carriedHelp}</p>
      {kinds.map((kind) => (
        <KindChoice key={kind} kind={kind} choice={carried[kind]} onCarry={onCarry} />
      ))}
    </details>
  );
}

/** Without cookies hardly any sign-in would come back. */
function offered(kind: Kind): readonly Choice[] {
  return kind === 'cookies' ? choices.filter((choice) => choice !== 'deleted') : choices;
}

interface KindChoiceProps {
  readonly kind: Kind;
  readonly choice: Choice;
  readonly onCarry: CarriedChoicesProps['onCarry'];
}

function KindChoice({ kind, choice, onCarry }: KindChoiceProps) {
  const id = useId();
  return (
    <div class={styles.line}>
      <label for={id}>{kindText[kind]}</label>
      <select
        id={id}
        class={styles.select}
        value={choice}
        onChange={({ currentTarget }) => onCarry(kind, currentTarget.value as Choice)}
      >
        {offered(kind).map((one) => (
          <option key={one} value={one}>
            {choiceText[one]}
          </option>
        ))}
      </select>
    </div>
  );
}
