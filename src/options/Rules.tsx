import type { RuleView } from '@/domain/view';
import { Button } from '@/ui/Button';
import { text } from '@/ui/text';
import { Fold } from './Fold';
import styles from './Lines.module.css';

export interface RulesProps {
  readonly rules: readonly RuleView[];
  readonly onRemove: (pattern: string) => void;
}

/** All addresses of a Site that are for one account; the popup has those of each account, and makes them. */
export function Rules({ rules, onRemove }: RulesProps) {
  return (
    <Fold title={text.rules} help={text.rulesHelp}>
      {rules.map(({ pattern, label, asks }) => (
        <div key={pattern} class={styles.line}>
          <div class={styles.words}>
            <p class={styles.origin}>
              <bdi>{pattern}</bdi>
            </p>
            <p class={styles.way}>{text.ruleFor(label, asks)}</p>
          </div>
          <Button name={text.removeDomain(pattern)} onPress={() => onRemove(pattern)}>
            {text.remove}
          </Button>
        </div>
      ))}
    </Fold>
  );
}
