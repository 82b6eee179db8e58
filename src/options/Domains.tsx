import { useId, useRef, useState } from 'preact/hooks';
import type { SiteId } from '@/domain/ids';
import { domainOfText } from '@/domain/site';
import type { SiteSettingsView } from '@/domain/view';
import { Button } from '@/ui/Button';
import { useFocusBack } from '@/ui/focus-back';
import { JoinQuestion } from '@/ui/JoinQuestion';
import { errorSentence, text } from '@/ui/text';
import { useAskingLine } from './asking-line';
import { Fold } from './Fold';
import styles from './Lines.module.css';

export interface DomainsProps {
  readonly site: SiteSettingsView;
  /** All there are: a domain belongs to one at most. */
  readonly sites: readonly SiteSettingsView[];
  /** Must run in the click itself. @param joined the Site that is joined with this one for it */
  readonly onAdd: (domain: string, joined: SiteSettingsView | null) => void;
  readonly onRemove: (domain: string) => void;
}

/** The domains of a Site. The main one gives it its name, and stays. */
export function Domains({ site, sites, onAdd, onRemove }: DomainsProps) {
  const [main, ...others] = site.domains;
  return (
    <Fold title={text.domains} help={text.domainsHelp}>
      <div class={styles.line}>
        <p class={styles.origin}>{main}</p>
        <p class={styles.way}>{text.mainDomain}</p>
      </div>
      {others.map((domain) => (
        <DomainLine key={domain} domain={domain} onRemove={() => onRemove(domain)} />
      ))}
      <AddDomain siteId={site.id} sites={sites} onAdd={onAdd} />
    </Fold>
  );
}

interface DomainLineProps {
  readonly domain: string;
  readonly onRemove: () => void;
}

/** Asks once. */
function DomainLine({ domain, onRemove }: DomainLineProps) {
  const { line, asking, ask } = useAskingLine();
  return (
    <div class={styles.line} ref={line}>
      <div class={styles.words}>
        <p class={styles.origin}>{domain}</p>
        {asking && (
          <p class={styles.way} role="alert">
            {text.removeDomainAsk(domain)}
          </p>
        )}
      </div>
      {asking ? (
        <div class={styles.answers}>
          <Button onPress={() => ask(false)}>{text.cancel}</Button>
          <Button kind="danger" onPress={onRemove}>
            {text.remove}
          </Button>
        </div>
      ) : (
        <Button name={text.removeDomain(domain)} onPress={() => ask(true)}>
          {text.remove}
        </Button>
      )}
    </div>
  );
}

interface AddDomainProps extends Pick<DomainsProps, 'sites' | 'onAdd'> {
  readonly siteId: SiteId;
}

/** Where the domain is another Site's, what joining them means is said first. */
function AddDomain({ siteId, sites, onAdd }: AddDomainProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [askedId, setAskedId] = useState<SiteId | null>(null);
  const asking = sites.find((site) => site.id === askedId) ?? null;
  const [fault, setFault] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useFocusBack(asking !== null, () => field.current);
  const add = (agreed: SiteSettingsView | null) => {
    const domain = domainOfText(typed);
    const owner = sites.find(({ id: other, domains }) => other !== siteId && domains.includes(domain ?? ''));
    setFault(domain === null ? errorSentence({ code: 'domain/unfit', subject: undefined }) : null);
    if (domain === null) return;
    if (owner !== undefined && owner.accounts > 0 && agreed !== owner) {
      setAskedId(owner.id);
      return;
    }
    onAdd(domain, agreed);
    type('');
  };
  // What was asked was about another domain.
  const type = (value: string) => {
    setAskedId(null);
    setTyped(value);
  };
  return (
    <>
      <form
        class={styles.line}
        onSubmit={(event) => {
          event.preventDefault();
          add(null);
        }}
      >
        <label for={id}>{text.addDomain}</label>
        <div class={styles.answers}>
          <input
            ref={field}
            id={id}
            class={styles.field}
            placeholder={text.domainExample}
            spellcheck={false}
            value={typed}
            onInput={({ currentTarget }) => type(currentTarget.value)}
          />
          <Button disabled={typed.trim() === ''} onPress={() => add(null)}>
            {text.addDomainAct}
          </Button>
        </div>
      </form>
      {fault !== null && (
        <p class={styles.fault} role="alert">
          {fault}
        </p>
      )}
      {asking !== null && (
        <JoinQuestion
          siteName={asking.name}
          accounts={asking.accounts}
          onCancel={() => setAskedId(null)}
          onJoin={() => add(asking)}
        />
      )}
    </>
  );
}
