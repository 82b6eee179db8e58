import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OriginView } from '@/domain/view';
import { Button } from '@/ui/Button';
import { useFocusBack } from '@/ui/focus-back';
import { text } from '@/ui/text';
import { Fold } from './Fold';
import styles from './Lines.module.css';

export interface OriginsProps {
  readonly origins: readonly OriginView[];
  readonly onForget: (origin: string) => void;
}

/** For those who want to know how a switch gets at what each part of the site keeps. */
export function Origins({ origins, onForget }: OriginsProps) {
  return (
    <Fold title={text.origins} help={text.originsHelp}>
      {origins.map((view) => (
        <OriginLine key={view.origin} view={view} onForget={() => onForget(view.origin)} />
      ))}
    </Fold>
  );
}

interface OriginLineProps {
  readonly view: OriginView;
  readonly onForget: () => void;
}

/** Deleting asks once: it cannot be taken back. */
function OriginLine({ view: { origin, empty, path }, onForget }: OriginLineProps) {
  const [asking, setAsking] = useState(false);
  const line = useRef<HTMLDivElement>(null);
  const answer = () => line.current?.querySelector('button');
  // The safe answer has the focus, before anything is painted.
  useLayoutEffect(() => {
    if (asking) answer()?.focus();
  }, [asking]);
  useFocusBack(asking, answer);
  const way = empty ? text.originEmpty : text.originWay(path);
  return (
    <div class={styles.line} ref={line}>
      <div class={styles.words}>
        <p class={styles.origin}>
          <bdi>{origin}</bdi>
        </p>
        <p class={styles.way} role={asking ? 'alert' : undefined}>
          {asking ? text.forgetAsk : way}
        </p>
      </div>
      {asking ? (
        <div class={styles.answers}>
          <Button onPress={() => setAsking(false)}>{text.cancel}</Button>
          <Button kind="danger" onPress={onForget}>
            {text.forget}
          </Button>
        </div>
      ) : (
        <Button name={text.forgetOrigin(origin)} onPress={() => setAsking(true)}>
          {text.forget}
        </Button>
      )}
    </div>
  );
}
