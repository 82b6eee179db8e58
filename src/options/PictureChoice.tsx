import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { AccountSettingsView } from '@/domain/view';
import { Button } from '@/ui/Button';
import { text } from '@/ui/text';
import styles from './AccountEditor.module.css';
import type { OptionsState } from './state';

export interface PictureChoiceProps {
  readonly account: AccountSettingsView;
  readonly state: OptionsState;
}

/** A picture of the person's own, the site's where it has one, or none: then the initial stands there. */
export function PictureChoice({ account, state }: PictureChoiceProps) {
  const { id, avatar, sitePicture } = account;
  const file = useRef<HTMLInputElement>(null);
  const group = useRef<HTMLFieldSetElement>(null);
  const legend = useId();
  // The button that was pressed is gone once it has nothing left to do.
  useLayoutEffect(
    () => () => {
      if (document.activeElement === document.body) group.current?.querySelector('button')?.focus();
    },
    [avatar === null, sitePicture],
  );
  return (
    <fieldset class={styles.group} aria-labelledby={legend} ref={group}>
      <legend id={legend}>{text.picture}</legend>
      <div class={styles.actions}>
        <input
          ref={file}
          type="file"
          accept="image/*"
          hidden
          onChange={({ currentTarget }) => {
            const [chosen] = currentTarget.files ?? [];
            if (chosen !== undefined) void state.choosePicture(id, chosen);
            // The same file can be chosen once more.
            currentTarget.value = '';
          }}
        />
        <Button onPress={() => file.current?.click()}>{text.choosePicture}</Button>
        {avatar !== null && (
          <Button onPress={() => void state.picture(id, 'initial')}>{text.useInitial}</Button>
        )}
        {sitePicture && <Button onPress={() => void state.picture(id, 'site')}>{text.useSitePicture}</Button>}
      </div>
    </fieldset>
  );
}
