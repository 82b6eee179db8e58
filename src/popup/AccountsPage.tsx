import { text } from '@/ui/text';
import { AccountList } from './AccountList';
import styles from './AccountsPage.module.css';
import { ActionRow } from './ActionRow';
import { Banner } from './Banner';
import { Details } from './Details';
import { FootLine } from './FootLine';
import { found, searchFrom } from './found';
import { SearchField } from './SearchField';
import { SignOutAll } from './SignOutAll';
import { SiteHeader } from './SiteHeader';
import type { AccountsView, PopupState } from './state';

export interface AccountsPageProps {
  readonly view: AccountsView;
  readonly state: PopupState;
}

export function AccountsPage({ view, state }: AccountsPageProps) {
  const opened = state.opened.value;
  const detailed = opened?.kind === 'details' ? opened : null;
  const rows = found(view.rows, state.query.value);
  return (
    <main class={styles.page}>
      <SiteHeader name={view.siteName} icon={state.icon.value} state={state} />
      {detailed !== null && <Details view={detailed.view} rows={view.rows} state={state} />}
      <div class={styles.body} hidden={detailed !== null}>
        <Banner view={view} state={state} />
        {view.rows.length >= searchFrom && <SearchField view={view} state={state} />}
        <AccountList rows={rows} view={view} state={state} />
        <div class={styles.actions}>
          {view.adding === null && (
            <ActionRow icon="add" disabled={state.busy.value !== null} onPress={() => void state.add(view)}>
              {text.add}
            </ActionRow>
          )}
          {view.rows.length > 0 && <SignOutAll view={view} state={state} />}
        </div>
      </div>
      <FootLine view={view} state={state} />
    </main>
  );
}
