import { Accounts } from './Accounts';
import styles from './AccountsPage.module.css';
import { SiteHeader } from './SiteHeader';
import type { AccountsView, PopupState } from './state';

export interface AccountsPageProps {
  readonly view: AccountsView;
  readonly state: PopupState;
}

export function AccountsPage({ view, state }: AccountsPageProps) {
  return (
    <main class={styles.page}>
      <SiteHeader name={view.siteName} icon={state.icon.value} state={state} />
      <Accounts view={view} state={state} />
    </main>
  );
}
