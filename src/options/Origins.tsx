import type { OriginView } from '@/domain/view';
import { Button } from '@/ui/Button';
import { text } from '@/ui/text';
import { useAskingLine } from './asking-line';
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
  const { line, asking, ask } = useAskingLine();
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
          <Button onPress={() => ask(false)}>{text.cancel}</Button>
          <Button kind="danger" onPress={onForget}>
            {text.forget}
          </Button>
        </div>
      ) : (
        <Button name={text.forgetOrigin(origin)} onPress={() => ask(true)}>
          {text.forget}
        </Button>
      )}
    </div>
  );
}
