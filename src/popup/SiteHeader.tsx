import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { text } from '@/ui/text';
import styles from './SiteHeader.module.css';

export interface SiteHeaderProps {
  readonly name: string;
  readonly onSettings: () => void;
}

export function SiteHeader({ name, onSettings }: SiteHeaderProps) {
  return (
    <header class={styles.header}>
      <h1 class={styles.name} title={name}>
        {name}
      </h1>
      <Button kind="quiet" name={text.settings} onPress={onSettings}>
        <Icon name="settings" />
      </Button>
    </header>
  );
}
