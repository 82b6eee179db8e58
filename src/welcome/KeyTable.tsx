import type { CommandView } from '@/domain/view';
import { commandsInOrder, keysOf } from '@/ui/command-keys';
import { Keys } from '@/ui/Keys';
import { text } from '@/ui/text';
import styles from './KeyTable.module.css';

export interface KeyTableProps {
  readonly commands: readonly CommandView[];
}

/** The keys that there are; who wants more finds them in the browser. */
export function KeyTable({ commands }: KeyTableProps) {
  return (
    <dl class={styles.keys}>
      {commandsInOrder(commands)
        .filter(({ shortcut }) => shortcut !== '')
        .map(({ name, description, shortcut }) => (
          <div key={name}>
            <dt>{name === '_execute_action' ? text.welcomeOpenKey : description}</dt>
            <dd>
              <Keys keys={keysOf(shortcut)} />
            </dd>
          </div>
        ))}
    </dl>
  );
}
