import { text } from '@/ui/text';
import styles from './KeyTable.module.css';

export interface KeyTableProps {
  /** By the name of the command. */
  readonly keys: ReadonlyMap<string, string>;
}

export function KeyTable({ keys }: KeyTableProps) {
  return (
    <dl class={styles.keys}>
      {namesOf().flatMap(([command, name]) => {
        const key = keys.get(command);
        if (key === undefined) return [];
        return (
          <div key={command}>
            <dt>{name}</dt>
            <dd>
              <kbd>{key}</kbd>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** The commands of the manifest, as people know them. */
function namesOf(): [command: string, name: string][] {
  return [
    ['_execute_action', text.welcomeOpenKey],
    ['next-account', text.commandNext],
    ['previous-account', text.commandPrevious],
    ['account-1', text.commandAccount1],
    ['account-2', text.commandAccount2],
    ['account-3', text.commandAccount3],
    ['account-4', text.commandAccount4],
    ['account-5', text.commandAccount5],
    ['account-6', text.commandAccount6],
    ['account-7', text.commandAccount7],
    ['account-8', text.commandAccount8],
    ['account-9', text.commandAccount9],
  ];
}
