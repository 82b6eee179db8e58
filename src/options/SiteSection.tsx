import { useId } from 'preact/hooks';
import type { SiteChoices } from '@/domain/site-choices';
import type { SiteSettingsView } from '@/domain/view';
import { Switch } from '@/ui/Switch';
import { text } from '@/ui/text';
import { CarriedChoices } from './CarriedChoices';
import { Origins } from './Origins';
import styles from './SiteSection.module.css';

export interface SiteSectionProps {
  readonly site: SiteSettingsView;
  readonly onChoose: (changes: Partial<SiteChoices>) => void;
  readonly onForgetOrigin: (origin: string) => void;
}

export function SiteSection({ site, onChoose, onForgetOrigin }: SiteSectionProps) {
  const heading = useId();
  return (
    <article class={styles.site} aria-labelledby={heading}>
      <div class={styles.title}>
        <h3 id={heading}>{site.name}</h3>
        <span class={styles.quiet}>{text.siteAccounts(site.accounts)}</span>
      </div>
      {!site.permitted && <p class={styles.warning}>{text.notPermitted}</p>}
      <Switch
        name={text.tellPage}
        help={text.tellPageHelp}
        on={site.choices.tellPage}
        onChange={(tellPage) => onChoose({ tellPage })}
      />
      <CarriedChoices choices={site.choices} onChoose={onChoose} />
      <Origins origins={site.origins} onForget={onForgetOrigin} />
    </article>
  );
}
