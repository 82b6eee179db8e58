import type { UndoView } from '@/domain/view';
import { Button } from '@/ui/Button';
import { text } from '@/ui/text';
import { found } from './found';
import { QuietLine, ResultLine } from './ResultLine';
import type { Result } from './result';
import type { AccountsView, PopupState } from './state';

export interface FootLineProps {
  readonly view: AccountsView;
  readonly state: PopupState;
}

/** What goes on, what came of it, how to take a sign-out back; a tip while there is nothing to say. */
export function FootLine({ view, state }: FootLineProps) {
  const { moving } = view;
  const undo = moving === null ? view.undo : null;
  const result = moving === null ? (state.result.value ?? foundIn(view, state)) : null;
  const undoButton = undo && (
    <Button disabled={state.busy.value !== null} onPress={() => void state.undo(view, undo)}>
      {text.undo}
    </Button>
  );
  const unreached = result?.unreached;
  // The button stands beside what it takes back, which need not be what was done last.
  const isApart = undo !== null && result !== null && result.signedOut !== undo.id;
  return (
    <>
      <ResultLine result={result} otherwise={sentenceFor(view, state)}>
        {moving !== null && <Button onPress={() => state.cancel(view)}>{text.cancel}</Button>}
        {unreached !== undefined && (
          <Button name={text.leaveOut(unreached)} onPress={() => void state.leaveOut(view, unreached)}>
            {text.leaveOutAct}
          </Button>
        )}
        {!isApart && undoButton}
      </ResultLine>
      {isApart && <QuietLine sentence={leftSentence(undo)}>{undoButton}</QuietLine>}
    </>
  );
}

/** How many were found, where somebody is looked for and sees the list. */
function foundIn({ rows }: AccountsView, { query, doing, opened }: PopupState): Result | null {
  const isSeen = doing.value === null && opened.value?.kind !== 'details';
  if (!isSeen || query.value.trim() === '') return null;
  return { kind: 'note', sentence: text.found(found(rows, query.value).length) };
}

function sentenceFor({ undo, rows, moving, adding }: AccountsView, state: PopupState): string {
  if (moving !== null) return text.moving(moving);
  if (state.doing.value !== null) return state.doing.value;
  if (undo !== null) return leftSentence(undo);
  if (!state.online.value) return text.offline;
  if (rows.length === 0 || state.opened.value?.kind === 'details') return '';
  if (rows.length === 1) return adding === null ? text.tipAdd : '';
  return text.tip(rows.length);
}

function leftSentence({ label, atServer }: UndoView): string {
  return text.signedOut(label, atServer);
}
