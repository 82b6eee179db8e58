import { useId } from 'preact/hooks';
import { choicesFor, kinds } from '@/domain/jar/carried';
import type { ChangedChoices, SiteChoices } from '@/domain/site/site-choices';
import { Select } from '@/ui/Select';
import { choiceText, kindText, text } from '@/ui/text';
import { Fold } from './Fold';
import styles from './Lines.module.css';
import { useTyped } from './typed';

export interface CarriedChoicesProps {
  readonly choices: SiteChoices;
  readonly onChoose: (changes: ChangedChoices) => void;
}

/** What each account has of its own. */
export function CarriedChoices({ choices, onChoose }: CarriedChoicesProps) {
  const { carried, sharedNames, ownNames } = choices;
  return (
    <Fold title={text.carried} help={text.carriedHelp}>
      {kinds.map((kind) => (
        <div key={kind} class={styles.choice}>
          <Select
            label={kindText[kind]}
            value={carried[kind]}
            options={choicesFor(kind)}
            nameOf={(choice) => choiceText[choice]}
            onChange={(choice) => onChoose({ carried: { [kind]: choice } })}
          />
        </div>
      ))}
      <Names
        label={text.sharedNames}
        help={text.sharedNamesHelp}
        names={sharedNames}
        onChange={(names) => onChoose({ sharedNames: names })}
      />
      <Names label={text.ownNames} names={ownNames} onChange={(names) => onChoose({ ownNames: names })} />
    </Fold>
  );
}

interface NamesProps {
  readonly label: string;
  readonly help?: string;
  readonly names: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
}

/** No name of a cookie has a comma, nor a space (RFC 6265bis 4.1.1). */
function Names({ label, help, names, onChange }: NamesProps) {
  const id = useId();
  const typed = useTyped(names.join(', '), (list) => onChange(list.split(/[\s,]+/).filter(Boolean)));
  return (
    <div class={styles.line}>
      <div class={styles.words}>
        <label for={id}>{label}</label>
        {help !== undefined && <p class={styles.way}>{help}</p>}
      </div>
      <input id={id} class={styles.field} placeholder={text.noNames} {...typed} />
    </div>
  );
}
