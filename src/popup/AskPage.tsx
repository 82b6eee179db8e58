import { Button } from '@/ui/Button';
import { text } from '@/ui/text';
import { Notice } from './Notice';
import { ResultLine } from './ResultLine';
import type { AskView, PopupState } from './state';

export interface AskPageProps {
  readonly view: AskView;
  readonly state: PopupState;
}

export function AskPage({ view, state }: AskPageProps) {
  const sentence = view.kept > 0 ? text.kept(view.kept) : text.promise;
  return (
    <Notice title={view.siteName} icon={state.icon.value} sign="hatrack" sentence={sentence} state={state}>
      <Button kind="main" wide disabled={state.busy.value !== null} onPress={() => state.use(view)}>
        {text.use(view.siteName)}
      </Button>
      <ResultLine result={state.result.value} alone />
    </Notice>
  );
}
