import { text } from '@/ui/text';
import { UnlockForm } from '@/ui/UnlockForm';
import { Notice, ownIcon } from './Notice';
import { ResultLine } from './ResultLine';
import type { PopupState } from './state';

export interface LockedPageProps {
  readonly state: PopupState;
}

export function LockedPage({ state }: LockedPageProps) {
  return (
    <Notice title={text.appName} icon={ownIcon} sign="lock" sentence={text.locked} state={state}>
      <UnlockForm busy={state.busy.value !== null} focused onUnlock={state.unlock} />
      <ResultLine result={state.result.value} alone />
    </Notice>
  );
}
