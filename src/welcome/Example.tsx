import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { TabId } from '@/domain/ids';
import { Accounts } from '@/popup/Accounts';
import { createPopupState } from '@/popup/state';
import { numberOf } from '@/ui/number-key';
import { SiteIcon } from '@/ui/SiteIcon';
import { text } from '@/ui/text';
import styles from './Example.module.css';
import { PretendPage } from './PretendPage';
import { createPretendSite, type Person } from './pretend-site';
import { Window } from './Window';

/** The list of the popup beside a site that there is not: what is done in one is seen on the other. */
export function Example() {
  const popup = useRef<HTMLDivElement>(null);
  const site = useMemo(() => createPretendSite(people(), Date.now), []);
  const state = useMemo(
    () =>
      createPopupState({
        call: site.call,
        iconOf: () => Promise.resolve(null),
        requestOrigins: () => Promise.resolve(true),
        openSettings: () => Promise.resolve(),
        close: () => undefined,
      }),
    [site],
  );
  useLayoutEffect(() => void state.open(0 as TabId), [state]);
  const view = state.view.value;

  // Whoever reads "press its number" has the focus nowhere; other keys scroll the page then.
  useLayoutEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const number = numberOf(event);
      if (number === null || event.target !== document.body || view?.kind !== 'accounts') return;
      const row = view.rows[number - 1];
      if (row !== undefined) void state.switchTo(view, row.id);
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [state, view]);

  const visitor = site.visitor.value;
  return (
    <Window address={site.name} badge={visitor}>
      <div class={styles.inside}>
        <PretendPage
          visitor={visitor}
          next={site.next.value}
          onSignIn={() => {
            site.signIn();
            void state.refresh();
          }}
        />
        <div class={styles.popup} ref={popup}>
          <div class={styles.header}>
            <SiteIcon name={site.name} picture={null} />
            <h3>{site.name}</h3>
          </div>
          {view?.kind === 'accounts' && <Accounts view={view} state={state} within={popup} />}
        </div>
      </div>
    </Window>
  );
}

function people(): Person[] {
  return [
    { label: text.exampleWork, handle: 'ann@company.example', colour: 'blue' },
    { label: text.examplePersonal, handle: 'ann@home.example', colour: 'orange' },
    { label: text.exampleClub, handle: 'ann@club.example', colour: 'green' },
  ];
}
