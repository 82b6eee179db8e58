import { bytesText, text } from '@/ui/text';
import { AskOnce } from './AskOnce';
import { Card } from './Card';
import styles from './DataSection.module.css';
import heading from './Heading.module.css';
import { PassphraseCard } from './PassphraseCard';
import { Row } from './Row';
import type { OptionsState } from './state';

export interface DataSectionProps {
  readonly state: OptionsState;
}

/** What is stored, how much it is, and how it goes. */
export function DataSection({ state }: DataSectionProps) {
  const sites = state.view.value?.sites ?? [];
  const storage = state.storage.value;
  const bytesOf = (id: string) => storage?.sites.find(({ siteId }) => siteId === id)?.bytes;
  const total = storage?.sites.reduce((sum, { bytes }) => sum + bytes, 0);
  const accounts = sites.reduce((sum, site) => sum + site.accounts, 0);
  return (
    <>
      <h2 class={heading.section}>{text.data}</h2>
      <p class={heading.help}>{text.dataHelp}</p>
      <Card>
        <Row name={text.accounts} help={text.dataAccountsHelp} />
        <Row name={text.dataSignIns} help={text.dataSignInsHelp} />
        <Row name={text.settings} help={text.dataChoicesHelp} />
      </Card>
      <PassphraseCard seal={state.view.value?.seal ?? 'none'} state={state} />
      <Card title={text.dataBySite}>
        {sites.map((site) => (
          <Row key={site.id} name={site.name} help={text.siteAccounts(site.accounts)}>
            <Bytes bytes={bytesOf(site.id)} />
          </Row>
        ))}
        <div class={styles.total}>
          <Row name={text.dataTotal} help={text.siteAccounts(accounts)}>
            <Bytes bytes={total} />
          </Row>
        </div>
      </Card>
      <Card>
        <AskOnce
          name={text.deleteAll}
          help={text.deleteAllHelp}
          question={text.deleteAllAsk}
          act={text.deleteAll}
          onConfirm={() => void state.deleteEverything()}
        />
      </Card>
    </>
  );
}

/** Being counted, until they are known. */
function Bytes({ bytes }: { readonly bytes: number | undefined }) {
  return <p class={styles.bytes}>{bytes === undefined ? '…' : bytesText(bytes)}</p>;
}
