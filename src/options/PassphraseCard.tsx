import { useState } from 'preact/hooks';
import type { SealState } from '@/domain/passphrase';
import { Button } from '@/ui/Button';
import { text } from '@/ui/text';
import { UnlockForm } from '@/ui/UnlockForm';
import { Card } from './Card';
import lines from './Lines.module.css';
import styles from './PassphraseCard.module.css';
import { PassphraseForm, type PassphraseWish } from './PassphraseForm';
import { Row } from './Row';
import type { OptionsState } from './state';

export interface PassphraseCardProps {
  readonly seal: SealState;
  readonly state: OptionsState;
}

/** Under which jars are stored, where there is one. */
export function PassphraseCard({ seal, state }: PassphraseCardProps) {
  const [wished, setWish] = useState<PassphraseWish | null>(null);
  // It can be set though something went wrong after that, or in another window.
  const wish = (wished === 'set') === (seal === 'none') ? wished : null;
  const end = () => setWish(null);
  if (seal === 'locked')
    return (
      <Card>
        <Row name={text.passphrase} help={text.locked} />
        <div class={styles.form}>
          <UnlockForm busy={state.busy.value} onUnlock={state.unlock} />
        </div>
      </Card>
    );
  return (
    <Card>
      <Row name={text.passphrase} help={seal === 'none' ? text.passphraseNone : text.passphraseOpen}>
        {wish === null && (
          <div class={lines.answers}>
            {seal === 'none' ? (
              <Button onPress={() => setWish('set')}>{text.setPassphrase}</Button>
            ) : (
              <>
                <Button onPress={() => void state.lock()}>{text.lockNow}</Button>
                <Button onPress={() => setWish('change')}>{text.changePassphrase}</Button>
                <Button onPress={() => setWish('remove')}>{text.removePassphrase}</Button>
              </>
            )}
          </div>
        )}
      </Row>
      {wish !== null && <PassphraseForm key={wish} wish={wish} state={state} onEnd={end} />}
    </Card>
  );
}
