import { Button } from '@/ui/Button';
import { text } from '@/ui/text';
import { Notice } from './Notice';
import { ResultLine } from './ResultLine';
import type { OffView, PopupState } from './state';

export interface OffPageProps {
  readonly view: OffView;
  readonly state: PopupState;
}

export function OffPage({ view, state }: OffPageProps) {
  return (
    <Notice
      title={view.siteName}
      icon={state.icon.value}
      sign="power"
      sentence={text.off(view.kept)}
      state={state}
    >
      <Button kind="main" wide disabled={state.busy.value !== null} onPress={() => void state.turnOn(view)}>
        {text.turnOn(view.siteName)}
      </Button>
      <ResultLine result={state.result.value} alone />
    </Notice>
  );
}
