import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { DetailsView } from '@/domain/view';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { text } from '@/ui/text';
import styles from './Rules.module.css';
import type { AccountsView, PopupState } from './state';

export interface RulesProps {
  /** Of the account that the addresses are for. */
  readonly view: DetailsView;
  readonly list: AccountsView;
  readonly state: PopupState;
}

/** Addresses that are always this account's, and one more. */
export function Rules({ view, list, state }: RulesProps) {
  const titleId = useId();
  const section = useRef<HTMLElement>(null);
  const removed = useRef<number | null>(null);
  // The next button stands where the one was that had the focus; after the last of them it is the field.
  useLayoutEffect(() => {
    const at = removed.current;
    removed.current = null;
    if (at === null || document.activeElement !== document.body) return;
    section.current?.querySelectorAll<HTMLElement>('li button, form input')[at]?.focus();
  }, [view.rules]);
  if (view.rules.length === 0 && view.here === '') return null;
  return (
    <section class={styles.rules} aria-labelledby={titleId} ref={section}>
      <h3 id={titleId}>{text.always(view.label)}</h3>
      <ul>
        {view.rules.map((rule, index) => (
          <li key={rule.pattern} class={styles.rule}>
            <span class={styles.pattern}>
              <bdi>{rule.pattern}</bdi>
              {!rule.asks && <span class={styles.unasked}>{text.unasked}</span>}
            </span>
            <Button
              kind="quiet"
              name={text.removeDomain(rule.pattern)}
              onPress={() => {
                removed.current = index;
                void state.removeRule(list, rule);
              }}
            >
              <Icon name="close" />
            </Button>
          </li>
        ))}
      </ul>
      {view.here !== '' && <NewRule view={view} list={list} state={state} />}
    </section>
  );
}

/** What was refused stays in the field. */
function NewRule({ view: { id, here, rules }, list, state }: RulesProps) {
  const address = useRef<HTMLInputElement>(null);
  const unasked = useRef<HTMLInputElement>(null);
  const add = async () => {
    const pattern = address.current?.value ?? '';
    const asks = unasked.current?.checked !== true;
    const isAdded = await state.addRule(list, { pattern, accountId: id, asks });
    if (isAdded && address.current !== null) address.current.value = '';
  };
  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <input
        ref={address}
        class={styles.address}
        aria-label={text.ruleAddress}
        defaultValue={rules.some(({ pattern }) => pattern === here) ? '' : here}
        autocomplete="off"
        spellcheck={false}
      />
      <label class={styles.choice}>
        <input ref={unasked} type="checkbox" />
        {text.switchUnasked}
      </label>
      <Button onPress={() => void add()}>{text.addDomainAct}</Button>
    </form>
  );
}
