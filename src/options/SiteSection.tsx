import { type ChangedChoices, orders } from '@/domain/site/site-choices';
import type { SiteSettingsView } from '@/domain/view';
import { Select } from '@/ui/Select';
import { Switch } from '@/ui/Switch';
import { bytesText, orderText, text } from '@/ui/text';
import { AskOnce } from './AskOnce';
import { Card } from './Card';
import { CarriedChoices } from './CarriedChoices';
import { Domains } from './Domains';
import { Origins } from './Origins';
import { Row } from './Row';
import { Rules } from './Rules';
import { SignOutChoices } from './SignOutChoices';
import type { OptionsState } from './state';

export interface SiteSectionProps {
  readonly site: SiteSettingsView;
  readonly sites: readonly SiteSettingsView[];
  readonly state: OptionsState;
}

/** What is chosen for one Site, and how it is let go of. */
export function SiteSection({ site, sites, state }: SiteSectionProps) {
  const { id, choices } = site;
  const onChoose = (changes: ChangedChoices) => void state.choose(id, changes);
  const stored = state.storage.value?.sites.find(({ siteId }) => siteId === id);
  return (
    <>
      <Card>
        <Switch
          name={text.multiSession}
          help={text.multiSessionHelp}
          on={choices.multiSession}
          onChange={(multiSession) => onChoose({ multiSession })}
        />
        <Select
          label={text.order}
          value={choices.order}
          options={orders}
          nameOf={(order) => orderText[order]}
          onChange={(order) => onChoose({ order })}
        />
        <Switch
          name={text.asksAfterLink}
          help={text.asksAfterLinkHelp}
          on={choices.asksAfterLink}
          onChange={(asksAfterLink) => onChoose({ asksAfterLink })}
        />
        <Switch
          name={text.tellPage}
          help={text.tellPageHelp}
          on={choices.tellPage}
          onChange={(tellPage) => onChoose({ tellPage })}
        />
      </Card>
      <Card title={text.signingOut}>
        <SignOutChoices
          choices={choices}
          learned={site.learnedSignOut}
          known={site.knownSignOut}
          onChoose={onChoose}
        />
      </Card>
      <Card>
        <Domains
          site={site}
          sites={sites}
          onAdd={(domain, joined) => state.addDomain(id, domain, joined)}
          onRemove={(domain) => void state.removeDomain(id, domain)}
        />
        <Rules rules={site.rules} onRemove={(pattern) => void state.removeRule(id, pattern)} />
        <CarriedChoices choices={choices} onChoose={onChoose} />
        <Origins
          origins={site.origins}
          onShare={(origin, shared) => void state.shareOrigin(id, origin, shared)}
          onForget={(origin) => void state.forgetOrigin(id, origin)}
        />
      </Card>
      <Card>
        <Row name={text.storageUsed} help={text.storageUsedHelp}>
          <p>{stored === undefined ? '…' : bytesText(stored.bytes)}</p>
        </Row>
        <AskOnce
          name={text.forgetSite}
          help={text.forgetSiteHelp}
          question={text.forgetSiteAsk(site.name)}
          act={text.forgetSiteAct}
          onConfirm={() => void state.forgetSite(site)}
        />
      </Card>
    </>
  );
}
