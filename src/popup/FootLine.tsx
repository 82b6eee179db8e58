import { Button } from '@/ui/Button';
import { text } from '@/ui/text';
import { found } from './found';
import { ResultLine } from './ResultLine';
import type { AccountsView, PopupState } from './state';

export interface FootLineProps {
  readonly view: AccountsView;
  readonly state: PopupState;
}

/** What goes on, what came of it, how to take it back; a tip while there is nothing to say. */
export function FootLine({ view, state }: FootLineProps) {
  const { undo, moving } = view;
  return (
    <ResultLine result={state.result.value} otherwise={sentenceFor(view, state)}>
      {moving !== null && <Button onPress={() => state.cancel(view)}>{text.cancel}</Button>}
      {moving === null && undo !== null && (
        <Button disabled={state.busy.value !== null} onPress={() => void state.undo(view, undo)}>
          {text.undo}
        </Button>
      )}
    </ResultLine>
  );
}

function sentenceFor({ undo, rows, moving, adding }: AccountsView, state: PopupState): string {
  if (moving !== null) return text.moving(moving);
  if (state.doing.value !== null) return state.doing.value;
  if (undo !== null) return text.signedOut(undo.label, undo.atServer);
  if (!state.online.value) return text.offline;
  if (rows.length === 0 || state.opened.value?.kind === 'details') return '';
  if (rows.length === 1) return adding === null ? text.tipAdd : '';
  const query = state.query.value;
  // There a digit is a part of what is looked for.
  return query.trim() === '' ? text.tip(rows.length) : text.found(found(rows, query).length);
}
