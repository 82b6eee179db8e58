import { useLayoutEffect, useRef } from 'preact/hooks';
import { AboutSection } from './AboutSection';
import styles from './App.module.css';
import { AppearanceSection } from './AppearanceSection';
import { DataSection } from './DataSection';
import { KeysSection } from './KeysSection';
import { LockedSection } from './LockedSection';
import { Navigation } from './Navigation';
import { ResultBar } from './ResultBar';
import { hashOf } from './route';
import { SitePage } from './SitePage';
import { SitesSection } from './SitesSection';
import { type OptionsState, shownSite } from './state';

export interface AppProps {
  readonly state: OptionsState;
}

export function App({ state }: AppProps) {
  const route = state.route.value;
  const main = useRef<HTMLElement>(null);
  const place = hashOf(route);
  const shown = useRef(place);
  // Whoever goes to another section reads on at its heading, with eyes or without.
  useLayoutEffect(() => {
    if (shown.current === place) return;
    shown.current = place;
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [place]);
  return (
    <div class={styles.page}>
      <div class={styles.columns}>
        <Navigation route={route} />
        <main class={styles.main} ref={main} tabIndex={-1}>
          <Section state={state} />
          <ResultBar state={state} />
        </main>
      </div>
    </div>
  );
}

function Section({ state }: AppProps) {
  const [route, view] = [state.route.value, state.view.value];
  switch (route.kind) {
    case 'keys':
      return <KeysSection state={state} />;
    case 'appearance':
      return <AppearanceSection state={state} />;
    case 'data':
      return <DataSection state={state} />;
    case 'about':
      return <AboutSection state={state} />;
    default: {
      const site = view?.sites.find(({ id }) => id === shownSite(route, view));
      if (view === null) return null;
      if (view.seal === 'locked') return <LockedSection state={state} />;
      return site === undefined ? (
        <SitesSection state={state} view={view} />
      ) : (
        <SitePage key={site.id} site={site} view={view} state={state} />
      );
    }
  }
}
