import { useId } from 'preact/hooks';
import { type Choice, choicesFor, type Kind, kinds } from '@/domain/carried';
import type { SiteSettingsView } from '@/domain/view';
import { choiceText, kindText, text } from '@/ui/text';
import styles from './CarriedChoices.module.css';

export interface CarriedChoicesProps {
  readonly site: Pick<SiteSettingsView, 'carried' | 'sharedCookies'>;
  readonly onCarry: (kind: Kind, choice: Choice) => void;
  readonly onShareCookies: (names: readonly string[]) => void;
}

/** What each account has of its own. Folded away, for almost nobody ever needs it. */
export function CarriedChoices({ site, onCarry, onShareCookies }: CarriedChoicesProps) {
  return (
    <details class={styles.details}>
      <summary>{text.carried}</summary>
      <p class={styles.help}>{text.carriedHelp}</p>
      {kinds.map((kind) => (
        <KindChoice key={kind} kind={kind} choice={site.carried[kind]} onCarry={onCarry} />
      ))}
      <SharedCookies names={site.sharedCookies} onChange={onShareCookies} />
    </details>
  );
}

interface SharedCookiesProps {
  readonly names: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
}

/** No name of a cookie has a comma, nor a space (RFC 6265bis 4.1.1). */
function SharedCookies({ names, onChange }: SharedCookiesProps) {
  const id = useId();
  return (
    <div class={styles.line}>
      <label for={id}>{text.sharedCookies}</label>
      <input
        id={id}
        class={styles.field}
        placeholder={text.sharedCookiesNone}
        value={names.join(', ')}
        onChange={({ currentTarget }) => onChange(currentTarget.value.split(/[\s,]+/).filter(Boolean))}
      />
    </div>
  );
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
        {choicesFor(kind).map((one) => (
          <option key={one} value={one}>
            {choiceText[one]}
          </option>
        ))}
      </select>
    </div>
  );
}
