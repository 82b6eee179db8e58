import { text } from '@/ui/text';
import heading from './Heading.module.css';
import { PassphraseCard } from './PassphraseCard';
import type { OptionsState } from './state';

export interface LockedSectionProps {
  readonly state: OptionsState;
}

/** Stands for the sites until the passphrase has been typed. */
export function LockedSection({ state }: LockedSectionProps) {
  return (
    <>
      <h2 class={heading.section}>{text.sites}</h2>
      <PassphraseCard seal="locked" state={state} />
    </>
  );
}
