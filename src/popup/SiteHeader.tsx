import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { Progress } from '@/ui/Progress';
import { SiteIcon } from '@/ui/SiteIcon';
import { SiteName } from '@/ui/SiteName';
import { text } from '@/ui/text';
import styles from './SiteHeader.module.css';
import type { PopupState } from './state';

export interface SiteHeaderProps {
  readonly name: string;
  /** The picture of the Site; `null` for its first letter. */
  readonly icon: string | null;
  readonly state: PopupState;
}

/** The same in every state of the popup, so that what changes is below it. */
export function SiteHeader({ name, icon, state }: SiteHeaderProps) {
  const view = state.view.value;
  const moving = view?.kind === 'accounts' ? view.moving : null;
  return (
    <header class={styles.header}>
      <Progress running={state.busy.value !== null} moving={moving} />
      <span class={styles.icon}>
        <SiteIcon name={name} picture={icon} />
      </span>
      <h1 class={styles.name} aria-label={name} title={name}>
        <SiteName name={name} />
      </h1>
      <Button kind="quiet" name={text.settings} onPress={state.openSettings}>
        <Icon name="settings" />
      </Button>
    </header>
  );
}
