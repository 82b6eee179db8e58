import type { OptionsView, SiteSettingsView } from '@/domain/view';
import { Icon } from '@/ui/Icon';
import { SiteIcon } from '@/ui/SiteIcon';
import { bytesText, text } from '@/ui/text';
import card from './Card.module.css';
import { Empty } from './Empty';
import heading from './Heading.module.css';
import { HowItWorks } from './HowItWorks';
import { hashOf } from './route';
import styles from './SitesSection.module.css';
import type { OptionsState } from './state';

export interface SitesSectionProps {
  readonly view: OptionsView;
  readonly state: OptionsState;
}

/** Where Hatrack is used. */
export function SitesSection({ view, state }: SitesSectionProps) {
  const storage = state.storage.value;
  return (
    <>
      <h2 class={heading.section}>{text.sites}</h2>
      {view.sites.length === 0 ? (
        <Empty icon="page" sentence={text.noSites}>
          <HowItWorks />
        </Empty>
      ) : (
        <ul class={`${card.card} ${styles.list}`}>
          {view.sites.map((site) => (
            <li key={site.id}>
              <SiteLink
                site={site}
                bytes={storage?.sites.find(({ siteId }) => siteId === site.id)?.bytes ?? null}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface SiteLinkProps {
  readonly site: SiteSettingsView;
  readonly bytes: number | null;
}

function SiteLink({ site, bytes }: SiteLinkProps) {
  const facts = [text.siteAccounts(site.accounts), ...(bytes === null ? [] : [bytesText(bytes)])];
  const warning = warningFor(site);
  return (
    <a class={styles.link} href={hashOf({ kind: 'site', siteId: site.id })}>
      <SiteIcon name={site.name} picture={null} />
      <span class={styles.words}>
        <span class={styles.name}>
          <bdi>{site.name}</bdi>
        </span>
        <span class={styles.facts}>
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
          {warning !== null && <span class={styles.warning}>{warning}</span>}
        </span>
      </span>
      <Icon name="forward" />
    </a>
  );
}

function warningFor({ permitted, choices }: SiteSettingsView): string | null {
  if (!permitted) return text.siteNotAllowed;
  return choices.multiSession ? null : text.siteOff;
}
