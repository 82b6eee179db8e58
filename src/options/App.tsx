import { Button } from '@/ui/Button';
import { Emblem } from '@/ui/Emblem';
import { Switch } from '@/ui/Switch';
import { text } from '@/ui/text';
import styles from './App.module.css';
import { SiteSection } from './SiteSection';
import type { OptionsState } from './state';

export interface AppProps {
  readonly state: OptionsState;
}

export function App({ state }: AppProps) {
  const view = state.view.value;
  return (
    <main class={styles.page}>
      <header class={styles.header}>
        <Emblem />
        <h1>{text.settingsTitle}</h1>
      </header>
      <p role="alert" class={styles.failure}>
        {state.failure.value}
      </p>
      <section>
        <h2>{text.sites}</h2>
        {view?.sites.length === 0 && <p class={styles.quiet}>{text.noSites}</p>}
        {view?.sites.map((site) => (
          <SiteSection
            key={site.id}
            site={site}
            sites={view.sites}
            onAddDomain={(domain, joined) => state.addDomain(site.id, domain, joined)}
            onRemoveDomain={(domain) => void state.removeDomain(site.id, domain)}
            onChoose={(changes) => void state.choose(site.id, changes)}
            onForgetOrigin={(origin) => void state.forgetOrigin(site.id, origin)}
          />
        ))}
      </section>
      <section>
        <h2>{text.keys}</h2>
        <p class={styles.quiet}>{text.keysHelp}</p>
        <Switch name={text.notify} help={text.notifyHelp} on={state.notifies.value} onChange={state.notify} />
        <Button onPress={state.openShortcuts}>{text.changeKeys}</Button>
      </section>
    </main>
  );
}
