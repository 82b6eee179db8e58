import { Button } from '@/ui/Button';
import { text } from '@/ui/text';
import { Notice, ownIcon } from './Notice';
import type { Result } from './result';
import type { PopupState } from './state';

export interface FailedPageProps {
  readonly result: Result;
  readonly state: PopupState;
}

/** Nothing could be found out: not even whose page this is. */
export function FailedPage({ result, state }: FailedPageProps) {
  return (
    <Notice title={text.appName} icon={ownIcon} sign="alert" sentence={result.sentence} state={state}>
      <Button wide onPress={() => void state.retry()}>
        {text.tryAgain}
      </Button>
    </Notice>
  );
}
