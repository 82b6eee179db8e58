import { useId } from 'preact/hooks';
import type { Choice, Kind } from '@/domain/carried';
import type { SiteSettingsView } from '@/domain/view';
import { Switch } from '@/ui/Switch';
import { text } from '@/ui/text';
import { CarriedChoices } from './CarriedChoices';
import { Origins } from './Origins';
import styles from './SiteSection.module.css';

export interface SiteSectionProps {
  readonly site: SiteSettingsView;
  readonly onTellPage: (on: boolean) => void;
  readonly onForgetOrigin: (origin: string) => void;
  readonly onShareCookies: (names: readonly string[]) => void;
  readonly onCarry: (kind: Kind, choice: Choice) => void;
}

export function SiteSection({ site, onTellPage, onCarry, onShareCookies, onForgetOrigin }: SiteSectionProps) {
  const heading = useId();
  return (
    <article class={styles.site} aria-labelledby={heading}>
      <div class={styles.title}>
        <h3 id={heading}>{site.name}</h3>
        <span class={styles.quiet}>{text.siteAccounts(site.accounts)}</span>
      </div>
      {!site.permitted && <p class={styles.warning}>{text.notPermitted}</p>}
      <Switch name={text.tellPage} help={text.tellPageHelp} on={site.tellPage} onChange={onTellPage} />
      <CarriedChoices site={site} onCarry={onCarry} onShareCookies={onShareCookies} />
      <Origins origins={site.origins} onForget={onForgetOrigin} />
    </article>
  );
}
