import { Button } from '@/ui/Button';
import { text } from '@/ui/text';
import styles from './Banner.module.css';
import type { AccountsView, PopupState } from './state';

export interface BannerProps {
  readonly view: AccountsView;
  readonly state: PopupState;
}

/** Says what the site is waiting for, where it is not simply showing an account, and what can be done about it. */
export function Banner({ view, state }: BannerProps) {
  const { adding, unsure, rows } = view;
  const sentence = sentenceFor(view);
  if (sentence === null) return null;
  const busy = state.busy.value !== null;
  const backTo = adding?.back?.label;
  const isPlain = rows.length === 0 && adding === null && !unsure;
  return (
    <section class={styles.banner} data-plain={isPlain}>
      <p>{sentence}</p>
      {unsure && (
        <Button disabled={busy} onPress={() => void state.keep(view)}>
          {text.keep}
        </Button>
      )}
      {adding !== null && (
        <Button disabled={busy} onPress={() => void state.back(view)}>
          {backTo === undefined ? text.cancel : text.back(backTo)}
        </Button>
      )}
    </section>
  );
}

function sentenceFor({ adding, unsure, choosing, rows }: AccountsView): string | null {
  if (adding !== null) return adding.again === null ? text.adding : text.addingAgain(adding.again);
  if (choosing && rows.length > 0) return text.choose;
  if (unsure) return text.unsure;
  return rows.length === 0 ? text.empty : null;
}
