import type { PopupView } from '@/domain/view';
import { Progress } from '@/ui/Progress';
import { forbiddenText, text } from '@/ui/text';
import { AccountsPage } from './AccountsPage';
import { AskPage } from './AskPage';
import { Notice } from './Notice';
import { OffPage } from './OffPage';
import { ResultLine } from './ResultLine';
import { Skeleton } from './Skeleton';
import type { PopupState } from './state';

export interface AppProps {
  readonly state: PopupState;
}

export function App({ state }: AppProps) {
  const view = state.view.value;
  return (
    <>
      <Progress running={state.busy.value !== null} />
      {page(view, state)}
    </>
  );
}

function page(view: PopupView | null, state: PopupState) {
  const result = state.result.value;
  if (view === null) return result === null ? <Skeleton /> : <ResultLine result={result} />;
  switch (view.kind) {
    case 'forbidden':
      return <Notice title={text.appName} sentence={forbiddenText[view.page]} />;
    case 'ask':
      return <AskPage view={view} state={state} />;
    case 'off':
      return <OffPage view={view} state={state} />;
    case 'accounts':
      return <AccountsPage view={view} state={state} />;
  }
}
