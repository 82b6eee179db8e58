import { forbiddenText, text } from '@/ui/text';
import { AccountsPage } from './AccountsPage';
import { AskPage } from './AskPage';
import { FailedPage } from './FailedPage';
import { LockedPage } from './LockedPage';
import { Notice, ownIcon } from './Notice';
import { OffPage } from './OffPage';
import { Skeleton } from './Skeleton';
import type { PopupState } from './state';

export interface AppProps {
  readonly state: PopupState;
}

export function App({ state }: AppProps) {
  const view = state.view.value;
  const result = state.result.value;
  if (view === null) return result === null ? <Skeleton /> : <FailedPage result={result} state={state} />;
  switch (view.kind) {
    case 'forbidden':
      return (
        <Notice
          title={text.appName}
          icon={ownIcon}
          sign="page"
          sentence={forbiddenText[view.page]}
          state={state}
        />
      );
    case 'ask':
      return <AskPage view={view} state={state} />;
    case 'locked':
      return <LockedPage state={state} />;
    case 'off':
      return <OffPage view={view} state={state} />;
    case 'accounts':
      return <AccountsPage view={view} state={state} />;
  }
}
