import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { text } from '@/ui/text';
import { AccountList } from './AccountList';
import styles from './AccountsPage.module.css';
import { Banner } from './Banner';
import { ResultLine } from './ResultLine';
import { SignOutAll } from './SignOutAll';
import { SiteHeader } from './SiteHeader';
import type { AccountsView, PopupState } from './state';

export interface AccountsPageProps {
  readonly view: AccountsView;
  readonly state: PopupState;
}

export function AccountsPage({ view, state }: AccountsPageProps) {
  const busy = state.busy.value !== null;
  const hasAccounts = view.rows.length > 0;
  return (
    <main>
      <SiteHeader name={view.siteName} onSettings={state.openSettings} />
      <Banner view={view} state={state} />
      <AccountList view={view} state={state} />
      {view.adding === null && (
        <div class={styles.add}>
          <Button kind="quiet" wide disabled={busy} onPress={() => void state.add(view)}>
            <span class={styles.addLabel}>
              <Icon name="add" />
              {text.add}
            </span>
          </Button>
        </div>
      )}
      <footer class={styles.footer}>
        <ResultLine result={state.result.value} otherwise={tipFor(view)}>
          {view.moving === null ? (
            <UndoButton view={view} state={state} />
          ) : (
            <CancelButton {...{ view, state }} />
          )}
        </ResultLine>
        {hasAccounts && <SignOutAll view={view} state={state} />}
      </footer>
    </main>
  );
}

function tipFor({ undo, rows, moving }: AccountsView): string {
  if (moving !== null) return text.moving(moving);
  if (undo !== null) return text.signedOut(undo.label, undo.atServer);
  if (rows.length === 0) return '';
  return rows.length === 1 ? text.tipAdd : text.tip;
}

function CancelButton({ view, state }: AccountsPageProps) {
  return <Button onPress={() => state.cancel(view)}>{text.cancel}</Button>;
}

function UndoButton({ view, state }: AccountsPageProps) {
  const { undo } = view;
  if (undo === null) return null;
  return (
    <Button disabled={state.busy.value !== null} onPress={() => void state.undo(view, undo.id)}>
      {text.undo}
    </Button>
  );
}
