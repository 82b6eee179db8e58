import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DetailsView } from '@/domain/view';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { dateText, statusText, text } from '@/ui/text';
import styles from './Details.module.css';
import { Rules } from './Rules';
import type { AccountsView, PopupState } from './state';

export interface DetailsProps {
  readonly view: DetailsView;
  readonly list: AccountsView;
  readonly state: PopupState;
}

/** What is known of an account, in place of the list. */
export function Details({ view, list, state }: DetailsProps) {
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => panel.current?.querySelector('button')?.focus(), []);
  // What had the focus may have gone with the last address.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) panel.current?.querySelector('button')?.focus();
  }, [view]);
  const row = list.rows.find(({ id }) => id === view.id);
  return (
    <section class={styles.details} aria-label={text.detailsOf(view.label)} ref={panel}>
      <div class={styles.head}>
        {row !== undefined && <Avatar initial={row.initial} colour={row.colour} picture={row.avatar} large />}
        <h2 class={styles.label}>
          <bdi>{view.label}</bdi>
        </h2>
        <Button
          kind="quiet"
          name={text.close}
          onPress={() => {
            state.opened.value = null;
          }}
        >
          <Icon name="close" />
        </Button>
      </div>
      <dl>
        {linesOf(view).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {view.bound && <p class={styles.bound}>{text.bound}</p>}
      <Rules view={view} list={list} state={state} />
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
    [text.signedInUntil, endsAt === null ? null : dateText(endsAt)],
    [text.carriedAtSwitch, receipt === null ? text.never : text.receipt(receipt)],
  ];
  return known.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
}
