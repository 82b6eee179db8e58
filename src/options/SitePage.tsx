import type { OptionsView, SiteSettingsView } from '@/domain/view';
import { Icon } from '@/ui/Icon';
import { SiteIcon } from '@/ui/SiteIcon';
import { text } from '@/ui/text';
import { AccountsSection } from './AccountsSection';
import heading from './Heading.module.css';
import { hashOf } from './route';
import styles from './SitePage.module.css';
import { SiteSection } from './SiteSection';
import type { OptionsState } from './state';

export interface SitePageProps {
  readonly site: SiteSettingsView;
  readonly view: OptionsView;
  readonly state: OptionsState;
}

/** One Site: what was chosen for it, or its accounts. */
export function SitePage({ site, view, state }: SitePageProps) {
  const showsAccounts = state.route.value.kind === 'accounts';
  return (
    <>
      {view.sites.length > 1 && (
        <a class={styles.back} href={hashOf({ kind: 'sites' })}>
          <Icon name="backward" />
          {text.allSites}
        </a>
      )}
      <div class={styles.title}>
        <SiteIcon name={site.name} picture={null} />
        <h2 class={heading.section}>
          <bdi>{site.name}</bdi>
        </h2>
      </div>
      <nav class={styles.tabs} aria-label={site.name}>
        <a
          class={styles.tab}
          href={hashOf({ kind: 'site', siteId: site.id })}
          aria-current={showsAccounts ? undefined : 'page'}
        >
          {text.settings}
        </a>
        <a
          class={styles.tab}
          href={hashOf({ kind: 'accounts', siteId: site.id })}
          aria-current={showsAccounts ? 'page' : undefined}
        >
          {text.siteAccounts(site.accounts)}
        </a>
      </nav>
      {!site.permitted && <p class={styles.warning}>{text.notPermitted}</p>}
      {showsAccounts ? (
        <AccountsSection state={state} />
      ) : (
        <SiteSection site={site} sites={view.sites} state={state} />
      )}
    </>
  );
}
