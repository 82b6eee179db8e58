import { forbiddenText } from '@/ui/text';
import { AccountsPage } from './AccountsPage';
import { AskPage } from './AskPage';
import { Notice } from './Notice';
import { ResultLine } from './ResultLine';
import type { PopupState } from './state';

export interface AppProps {
  readonly state: PopupState;
}

export function App({ state }: AppProps) {
  const view = state.view.value;
  if (view === null) return <ResultLine result={state.result.value} />;
  switch (view.kind) {
    case 'forbidden':
      return <Notice title="Hatrack" sentence={forbiddenText[view.page]} />;
    case 'ask':
      return <AskPage view={view} state={state} />;
    case 'accounts':
      return <AccountsPage view={view} state={state} />;
  }
}
