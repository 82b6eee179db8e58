import { Fragment } from 'preact';
import type { CommandView } from '@/domain/view';
import { Button } from '@/ui/Button';
import { commandsInOrder, keysOf } from '@/ui/command-keys';
import { Switch } from '@/ui/Switch';
import { text } from '@/ui/text';
import { Card } from './Card';
import heading from './Heading.module.css';
import styles from './KeysSection.module.css';
import { Row } from './Row';
import type { OptionsState } from './state';

export interface KeysSectionProps {
  readonly state: OptionsState;
}

/** The browser keeps the keys, and has the page on which they are chosen. */
export function KeysSection({ state }: KeysSectionProps) {
  return (
    <>
      <h2 class={heading.section}>{text.keys}</h2>
      <p class={heading.help}>{text.keysHelp}</p>
      <Card title={text.keysAnywhere}>
        {commandsInOrder(state.commands.value).map((command) => (
          <Row key={command.name} name={nameOf(command)}>
            <Keys keys={keysOf(command.shortcut)} />
          </Row>
        ))}
        <div>
          <Button onPress={state.openShortcuts}>{text.changeKeys}</Button>
        </div>
      </Card>
      <Card title={text.keysInPopup}>
        <Row name={text.keySwitch}>
          <Keys keys={['1–9']} />
        </Row>
        <Row name={text.search}>
          <Keys keys={['/']} />
        </Row>
        <Row name={text.keyMove}>
          <Keys keys={['Alt', '↑ ↓']} />
        </Row>
      </Card>
      <Card>
        <Switch name={text.notify} help={text.notifyHelp} on={state.notifies.value} onChange={state.notify} />
      </Card>
    </>
  );
}

/** The browser's own command has no description of ours. */
function nameOf({ name, description }: CommandView): string {
  return name === '_execute_action' ? text.keyOpen : description;
}

function Keys({ keys }: { readonly keys: readonly string[] }) {
  if (keys.length === 0) return <p class={heading.help}>{text.keyNone}</p>;
  return (
    <p class={styles.keys} dir="ltr">
      {keys.map((key, index) => (
        <Fragment key={key}>
          {index > 0 && '+'}
          <kbd class={styles.key}>{key}</kbd>
        </Fragment>
      ))}
    </p>
  );
}
