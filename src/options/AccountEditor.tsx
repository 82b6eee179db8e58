import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { type ColourName, colourNames, colours } from '@/domain/account/colour';
import { maxLabelLength } from '@/domain/account/label';
import type { AccountSettingsView } from '@/domain/view';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { colourText, text } from '@/ui/text';
import styles from './AccountEditor.module.css';
import { PictureChoice } from './PictureChoice';
import type { OptionsState } from './state';

export interface AccountEditorProps {
  readonly account: AccountSettingsView;
  /** Its place in the list, from 0. */
  readonly index: number;
  readonly count: number;
  readonly state: OptionsState;
  readonly onMove: (to: number) => void;
}

/** Enter keeps the new label, Escape the old one; a colour or picture is there at once. */
export function AccountEditor({ account, index, count, state, onMove }: AccountEditorProps) {
  const field = useRef<HTMLInputElement>(null);
  const fieldId = useId();
  // Before anything is painted: the next key press may come at once.
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const close = () => state.edit(null);
  const save = () => {
    const label = field.current?.value ?? account.label;
    if (label === account.label) close();
    else void state.rename(account.id, label);
  };
  return (
    <form
      class={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={({ key, isComposing }) => {
        // While letters are put together Escape is the input method's own.
        if (key === 'Escape' && !isComposing) close();
      }}
    >
      <div class={styles.field}>
        <label for={fieldId}>{text.label}</label>
        <input
          ref={field}
          id={fieldId}
          class={styles.input}
          defaultValue={account.label}
          maxLength={maxLabelLength}
          dir="auto"
          spellcheck={false}
        />
      </div>
      <Colours chosen={account.colour} onChoose={(colour) => void state.colour(account.id, colour)} />
      <PictureChoice account={account} state={state} />
      <div class={styles.actions}>
        {index > 0 && (
          <Button onPress={() => onMove(index - 1)}>
            <Icon name="up" />
            {text.moveUp}
          </Button>
        )}
        {index < count - 1 && (
          <Button onPress={() => onMove(index + 1)}>
            <Icon name="down" />
            {text.moveDown}
          </Button>
        )}
        <span class={styles.done}>
          <Button kind="main" onPress={save}>
            {text.done}
          </Button>
        </span>
      </div>
    </form>
  );
}

interface ColoursProps {
  readonly chosen: ColourName;
  readonly onChoose: (colour: ColourName) => void;
}

function Colours({ chosen, onChoose }: ColoursProps) {
  const group = useId();
  return (
    <fieldset class={styles.group}>
      <legend>{text.colour}</legend>
      <div class={styles.swatches}>
        {colourNames.map((colour) => (
          <label key={colour} class={styles.swatch} title={colourText[colour]}>
            <input
              type="radio"
              name={group}
              aria-label={colourText[colour]}
              checked={colour === chosen}
              onChange={() => onChoose(colour)}
            />
            <span class={styles.dot} style={{ background: colours[colour] }}>
              <Icon name="check" />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
