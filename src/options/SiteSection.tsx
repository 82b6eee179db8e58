import { useId } from 'preact/hooks';
import type { SiteSettingsView } from '@/domain/view';
import { Switch } from '@/ui/Switch';
import { text } from '@/ui/text';
import styles from './SiteSection.module.css';

export interface SiteSectionProps {
  readonly site: SiteSettingsView;
  readonly onTellPage: (on: boolean) => void;
}

export function SiteSection({ site, onTellPage }: SiteSectionProps) {
  const heading = useId();
  return (
    <article class={styles.site} aria-labelledby={heading}>
      <div class={styles.title}>
        <h3 id={heading}>{site.name}</h3>
        <span class={styles.quiet}>{text.siteAccounts(site.accounts)}</span>
      </div>
      {!site.permitted && <p class={styles.warning}>{text.notPermitted}</p>}
      <Switch name={text.tellPage} help={text.tellPageHelp} on={site.tellPage} onChange={onTellPage} />
    </article>
  );
}
