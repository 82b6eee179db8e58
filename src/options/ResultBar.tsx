import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AccountId } from '@/domain/ids';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { text } from '@/ui/text';
import styles from './ResultBar.module.css';
import type { OptionsState } from './state';

export interface ResultBarProps {
  readonly state: OptionsState;
}

/**
 * What came of the last action, and how to take it back. Both regions stand from the start: what appears together with its text is
 * often not read out.
 */
export function ResultBar({ state }: ResultBarProps) {
  const [result, accounts] = [state.result.value, state.accounts.value];
  const undo = accounts?.undo ?? null;
  const otherwise = undo === null ? '' : text.signedOut(undo.label, undo.atServer);
  const status = result === null ? otherwise : result.kind === 'status' ? result.sentence : '';
  const alert = result?.kind === 'alert' ? result.sentence : '';
  const isEmpty = status === '' && alert === '';
  const comingBack = useRef<AccountId | null>(null);
  useLayoutEffect(() => {
    const id = comingBack.current;
    if (undo !== null || id === null) return;
    comingBack.current = null;
    // The button that had the focus is gone: it goes to whoever is back, after the render that puts their line back.
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return;
      document.querySelector<HTMLElement>(`[data-account="${CSS.escape(id)}"] button`)?.focus();
    });
  }, [undo]);
  return (
    <div class={styles.bar} data-kind={result?.kind ?? 'status'} data-empty={isEmpty}>
      {!isEmpty && <Icon name={alert === '' ? 'check' : 'alert'} />}
      <p role="status">{status}</p>
      <p role="alert">{alert}</p>
      {accounts !== null && undo !== null && (
        <Button
          onPress={() => {
            comingBack.current = undo.id;
            void state.undo(accounts);
          }}
        >
          {text.undo}
        </Button>
      )}
    </div>
  );
}
