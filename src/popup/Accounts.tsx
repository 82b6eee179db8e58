import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { AccountId } from '@/domain/ids';
import { useFocusBack } from '@/ui/focus-back';
import { text } from '@/ui/text';
import { AccountList } from './AccountList';
import styles from './Accounts.module.css';
import { ActionRow } from './ActionRow';
import { Banner } from './Banner';
import { Details } from './Details';
import { FootLine } from './FootLine';
import { useFirstFocus } from './first-focus';
import { found } from './found';
import { SearchField } from './SearchField';
import { SignOutAll } from './SignOutAll';
import type { AccountsView, PopupState } from './state';

export interface AccountsProps {
  readonly view: AccountsView;
  readonly state: PopupState;
  /** What it is a part of, where it does not have a window to itself. */
  readonly within?: RefObject<HTMLElement | null> | undefined;
}

/** All that is below the name of the Site. */
export function Accounts({ view, state, within }: AccountsProps) {
  const opened = state.opened.value;
  const detailed = opened?.kind === 'details' ? opened : null;
  const rows = found(view.rows, state.query.value);
  const body = useRef<HTMLDivElement>(null);
  const rowOf = (id: AccountId) => body.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
  useFocusBack(detailed !== null, () => detailed && rowOf(detailed.id));
  // A list takes it for itself.
  useFirstFocus(body, within === undefined && view.rows.length === 0, view);
  return (
    <>
      {detailed !== null && <Details view={detailed.view} list={view} state={state} />}
      <div class={styles.body} hidden={detailed !== null} ref={body}>
        <Banner view={view} state={state} />
        {state.searchable.value && <SearchField state={state} />}
        <AccountList rows={rows} view={view} state={state} within={within} />
        <div class={styles.actions}>
          {view.adding === null && (
            <ActionRow icon="add" disabled={state.busy.value !== null} onPress={() => void state.add(view)}>
              {text.add}
            </ActionRow>
          )}
          {view.rows.length > view.elsewhere && <SignOutAll view={view} state={state} />}
        </div>
      </div>
      <FootLine view={view} state={state} />
    </>
  );
}
