import { useState } from 'preact/hooks';
import type { OriginView } from '@/domain/view';
import { Button } from '@/ui/Button';
import { text } from '@/ui/text';
import { useAskingLine } from './asking-line';
import { Fold } from './Fold';
import styles from './Lines.module.css';

export interface OriginsProps {
  readonly origins: readonly OriginView[];
  readonly onShare: (origin: string, shared: boolean) => void;
  readonly onForget: (origin: string) => void;
}

/** For those who want to know how a switch gets at what each part of the site keeps. */
export function Origins({ origins, onShare, onForget }: OriginsProps) {
  return (
    <Fold title={text.origins} help={text.originsHelp}>
      {origins.map((view) => (
        <OriginLine
          key={view.origin}
          view={view}
          onShare={(shared) => onShare(view.origin, shared)}
          onForget={() => onForget(view.origin)}
        />
      ))}
    </Fold>
  );
}

interface OriginLineProps {
  readonly view: OriginView;
  readonly onShare: (shared: boolean) => void;
  readonly onForget: () => void;
}

/** Deleting asks once, and so does including: neither can be taken back. */
function OriginLine({ view, onShare, onForget }: OriginLineProps) {
  const { origin, shared } = view;
  const { line, asking, ask } = useAskingLine();
  const [includes, setIncludes] = useState(false);
  const askTo = (include: boolean) => {
    setIncludes(include);
    ask(true);
  };
  const include = () => {
    ask(false);
    onShare(false);
  };
  return (
    <div class={styles.line} ref={line}>
      <div class={styles.words}>
        <p class={styles.origin}>
          <bdi>{origin}</bdi>
        </p>
        <p class={styles.way} role={asking ? 'alert' : undefined}>
          {asking ? (includes ? text.takeInAsk : text.forgetAsk) : wayOf(view)}
        </p>
      </div>
      {asking ? (
        <div class={styles.answers}>
          <Button onPress={() => ask(false)}>{text.cancel}</Button>
          <Button kind="danger" onPress={includes ? include : onForget}>
            {includes ? text.takeInAct : text.forget}
          </Button>
        </div>
      ) : (
        <div class={styles.answers}>
          <Button
            name={shared ? text.takeIn(origin) : text.leaveOut(origin)}
            onPress={() => (shared ? askTo(true) : onShare(true))}
          >
            {shared ? text.takeInAct : text.leaveOutAct}
          </Button>
          <Button name={text.forgetOrigin(origin)} onPress={() => askTo(false)}>
            {text.forget}
          </Button>
        </div>
      )}
    </div>
  );
}

function wayOf({ shared, empty, path }: OriginView): string {
  if (shared) return text.originShared;
  return empty ? text.originEmpty : text.originWay(path);
}
