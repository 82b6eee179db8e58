import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Emblem } from '@/ui/Emblem';
import type { IconName } from '@/ui/Icon';
import { Sign } from '@/ui/Sign';
import { useFirstFocus } from './first-focus';
import styles from './Notice.module.css';
import { SiteHeader } from './SiteHeader';
import type { PopupState } from './state';

export interface NoticeProps {
  readonly title: string;
  readonly icon: string | null;
  /** A sign for what is the case; Hatrack's own mark where nothing stands in the way. */
  readonly sign: IconName | 'hatrack';
  readonly sentence: string;
  readonly state: PopupState;
  readonly children?: ComponentChildren;
}

/** What stands where there is no Site. */
export const ownIcon = '/icons/hatrack-48.png';

/** A whole popup that says one thing, and may offer one. */
export function Notice({ title, icon, sign, sentence, state, children }: NoticeProps) {
  const notice = useRef<HTMLDivElement>(null);
  useFirstFocus(notice, true, state.view.value);
  return (
    <main class={styles.page}>
      <SiteHeader name={title} icon={icon} state={state} />
      <div class={styles.notice} ref={notice}>
        {sign === 'hatrack' ? <Emblem /> : <Sign name={sign} />}
        <p class={styles.sentence} role={sign === 'alert' ? 'alert' : undefined}>
          {sentence}
        </p>
        {children}
      </div>
    </main>
  );
}
