import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DetailsView } from '@/domain/view';
import { Button } from '@/ui/Button';
import { dateText, statusText, text } from '@/ui/text';
import styles from './Details.module.css';
import type { PopupState } from './state';

export interface DetailsProps {
  readonly view: DetailsView;
  readonly state: PopupState;
}

/** What is known of an account, below its row. */
export function Details({ view, state }: DetailsProps) {
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => panel.current?.querySelector('button')?.focus(), []);
  return (
    <section class={styles.details} aria-label={text.detailsOf(view.label)} ref={panel}>
      <dl>
        {linesOf(view).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      {view.bound && <p>{text.bound}</p>}
      <Button
        onPress={() => {
          state.opened.value = null;
        }}
      >
        {text.close}
      </Button>
    </section>
  );
}

/** What is not known has no line, but for what a switch has carried. */
function linesOf({ handle, status, addedAt, usedAt, endsAt, receipt }: DetailsView): [string, string][] {
  const known: [string, string | null][] = [
    [text.status, statusText[status]],
    [text.handle, handle],
    [text.added, dateText(addedAt)],
    [text.lastUsed, usedAt === 0 ? null : dateText(usedAt)],
    [text.signedInUntil, endsAt === null || status === 'ended' ? null : dateText(endsAt)],
    [text.carriedAtSwitch, receipt === null ? text.never : text.receipt(receipt)],
  ];
  return known.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
}
