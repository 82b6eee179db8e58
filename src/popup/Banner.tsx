import { useRef } from 'preact/hooks';
import type { IncludeView } from '@/domain/view';
import { Button } from '@/ui/Button';
import { useFocusBack } from '@/ui/focus-back';
import { JoinQuestion } from '@/ui/JoinQuestion';
import { text } from '@/ui/text';
import styles from './Banner.module.css';
import type { AccountsView, PopupState } from './state';

export interface BannerProps {
  readonly view: AccountsView;
  readonly state: PopupState;
}

/**
 * Says what the site is waiting for, where it is not simply showing an account, and what can be done about it. With nothing to say it
 * stands there all the same: what appears together with its text is often not read out.
 */
export function Banner({ view, state }: BannerProps) {
  const { adding, unsure, doubted, bounced, wanted, linked, rows } = view;
  const banner = useRef<HTMLElement>(null);
  const asks = state.opened.value?.kind === 'join';
  useFocusBack(asks, () => banner.current?.querySelector('button'));
  const sentence = sentenceFor(view);
  const busy = state.busy.value !== null;
  const active = rows.find((row) => row.active);
  const backTo = adding?.back?.label;
  const isPlain = rows.length === 0 && adding === null && !unsure;
  const include = adding?.include ?? bounced?.include ?? null;
  if (include !== null && include.joins !== null && asks)
    return (
      <div class={styles.asking}>
        <JoinQuestion
          {...include.joins}
          onCancel={() => {
            state.opened.value = null;
          }}
          onJoin={() => state.include(include)}
        />
      </div>
    );
  return (
    <section class={styles.banner} data-plain={isPlain} data-empty={sentence === ''} ref={banner}>
      {isPlain && <span class={styles.nobody} />}
      <p aria-live="polite">{sentence}</p>
      {include !== null && <IncludeButton include={include} state={state} />}
      {doubted !== null && (
        <Button disabled={busy} onPress={() => void state.confirm(view, doubted.id)}>
          {text.still(doubted.label)}
        </Button>
      )}
      {(doubted !== null || (unsure && wanted === null)) && (
        <Button disabled={busy} onPress={() => void state.keep(view)}>
          {text.keep}
        </Button>
      )}
      {bounced !== null && doubted === null && (
        <Button disabled={busy} onPress={() => void state.confirm(view, bounced.id)}>
          {text.notNow}
        </Button>
      )}
      {wanted !== null && bounced === null && (
        <>
          <Button kind="main" disabled={busy} onPress={() => void state.switchTo(view, wanted.id)}>
            {text.switchTo(wanted.label)}
          </Button>
          <Button disabled={busy} onPress={() => void state.settle(view)}>
            {text.notNow}
          </Button>
        </>
      )}
      {linked && bounced === null && active !== undefined && (
        <Button disabled={busy} onPress={() => void state.settle(view)}>
          {text.stay(active.label)}
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

/** Where the domain has accounts of its own, what that means is asked first. */
function IncludeButton({ include, state }: { include: IncludeView; state: PopupState }) {
  const press = () => {
    if (include.joins === null) state.include(include);
    else state.opened.value = { kind: 'join' };
  };
  return (
    <Button kind="main" disabled={state.busy.value !== null} onPress={press}>
      {text.include(include.domain)}
    </Button>
  );
}

function sentenceFor(view: AccountsView): string {
  const { adding, unsure, doubted, bounced, wanted, linked, choosing, rows } = view;
  if (bounced !== null) {
    const say = doubted === null ? text.bounced : text.bouncedUnsure;
    return say(bounced.include.domain, bounced.label);
  }
  if (doubted !== null) return (doubted.another ? text.doubtedAnother : text.doubted)(doubted.label);
  if (adding?.include) return text.includeAsk(adding.include.domain);
  if (adding !== null) return adding.again === null ? text.adding : text.addingAgain(adding.again);
  if (wanted !== null) return text.wanted(wanted.label);
  if (linked) return text.linked;
  if (choosing && rows.length > 0) return text.choose;
  if (unsure) return text.unsure;
  return rows.length === 0 ? text.empty : '';
}
