import type { CommandView } from '@/domain/view';
import { Button } from '@/ui/Button';
import { commandsInOrder, keysOf } from '@/ui/command-keys';
import { Keys } from '@/ui/Keys';
import { Switch } from '@/ui/Switch';
import { text } from '@/ui/text';
import { Card } from './Card';
import heading from './Heading.module.css';
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
            <Shortcut command={command} />
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

function Shortcut({ command }: { readonly command: CommandView }) {
  const keys = keysOf(command.shortcut);
  return keys.length === 0 ? <p class={heading.help}>{text.keyNone}</p> : <Keys keys={keys} />;
}
