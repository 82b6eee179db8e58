import { useId } from 'preact/hooks';
import { type Choice, choicesFor, type Kind, kinds } from '@/domain/carried';
import type { SiteChoices } from '@/domain/site-choices';
import { choiceText, kindText, text } from '@/ui/text';
import styles from './CarriedChoices.module.css';

export interface CarriedChoicesProps {
  readonly choices: SiteChoices;
  readonly onChoose: (changes: Partial<SiteChoices>) => void;
}

/** What each account has of its own. Folded away, for almost nobody ever needs it. */
export function CarriedChoices({ choices, onChoose }: CarriedChoicesProps) {
  const { carried, sharedNames } = choices;
  return (
    <details class={styles.details}>
      <summary>{text.carried}</summary>
      <p class={styles.help}>{text.carriedHelp}</p>
      {kinds.map((kind) => (
        <KindChoice
          key={kind}
          kind={kind}
          choice={carried[kind]}
          onChange={(choice) => onChoose({ carried: { ...carried, [kind]: choice } })}
        />
      ))}
      <SharedNames names={sharedNames} onChange={(names) => onChoose({ sharedNames: names })} />
    </details>
  );
}

interface SharedNamesProps {
  readonly names: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
}

/** No name of a cookie has a comma, nor a space (RFC 6265bis 4.1.1). */
function SharedNames({ names, onChange }: SharedNamesProps) {
  const id = useId();
  return (
    <div class={styles.line}>
      <label for={id}>{text.sharedNames}</label>
      <input
        id={id}
        class={styles.field}
        placeholder={text.sharedNamesNone}
        value={names.join(', ')}
        onChange={({ currentTarget }) => onChange(currentTarget.value.split(/[\s,]+/).filter(Boolean))}
      />
    </div>
  );
}

interface KindChoiceProps {
  readonly kind: Kind;
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
}

function KindChoice({ kind, choice, onChange }: KindChoiceProps) {
  const id = useId();
  return (
    <div class={styles.line}>
      <label for={id}>{kindText[kind]}</label>
      <select
        id={id}
        class={styles.select}
        value={choice}
        onChange={({ currentTarget }) => onChange(currentTarget.value as Choice)}
      >
        {choicesFor(kind).map((one) => (
          <option key={one} value={one}>
            {choiceText[one]}
          </option>
        ))}
      </select>
    </div>
  );
}
