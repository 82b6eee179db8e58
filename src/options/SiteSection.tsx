import { useId } from 'preact/hooks';
import { orders, type SiteChoices } from '@/domain/site-choices';
import type { SiteSettingsView } from '@/domain/view';
import { Select } from '@/ui/Select';
import { Switch } from '@/ui/Switch';
import { orderText, text } from '@/ui/text';
import { CarriedChoices } from './CarriedChoices';
import { Domains, type DomainsProps } from './Domains';
import { Origins } from './Origins';
import { SignOutChoices } from './SignOutChoices';
import styles from './SiteSection.module.css';

export interface SiteSectionProps {
  readonly site: SiteSettingsView;
  readonly sites: DomainsProps['sites'];
  readonly onAddDomain: DomainsProps['onAdd'];
  readonly onRemoveDomain: DomainsProps['onRemove'];
  readonly onChoose: (changes: Partial<SiteChoices>) => void;
  readonly onForgetOrigin: (origin: string) => void;
}

export function SiteSection(props: SiteSectionProps) {
  const { site, sites, onChoose, onForgetOrigin, onAddDomain, onRemoveDomain } = props;
  const heading = useId();
  return (
    <article class={styles.site} aria-labelledby={heading}>
      <div class={styles.title}>
        <h3 id={heading}>{site.name}</h3>
        <span class={styles.quiet}>{text.siteAccounts(site.accounts)}</span>
      </div>
      {!site.permitted && <p class={styles.warning}>{text.notPermitted}</p>}
      <Switch
        name={text.multiSession}
        help={text.multiSessionHelp}
        on={site.choices.multiSession}
        onChange={(multiSession) => onChoose({ multiSession })}
      />
      <Select
        label={text.order}
        value={site.choices.order}
        options={orders}
        nameOf={(order) => orderText[order]}
        onChange={(order) => onChoose({ order })}
      />
      <Switch
        name={text.tellPage}
        help={text.tellPageHelp}
        on={site.choices.tellPage}
        onChange={(tellPage) => onChoose({ tellPage })}
      />
      <SignOutChoices choices={site.choices} learned={site.learnedSignOut} onChoose={onChoose} />
      <Domains site={site} sites={sites} onAdd={onAddDomain} onRemove={onRemoveDomain} />
      <CarriedChoices choices={site.choices} onChoose={onChoose} />
      <Origins origins={site.origins} onForget={onForgetOrigin} />
    </article>
  );
}
