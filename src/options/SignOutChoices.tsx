import { useId } from 'preact/hooks';
import type { Library } from '@/domain/sign-out/known-sign-outs';
import { type ChangedChoices, type SiteChoices, successions } from '@/domain/site/site-choices';
import { Select } from '@/ui/Select';
import { successionText, text } from '@/ui/text';
import styles from './Lines.module.css';
import { useTyped } from './typed';

export interface SignOutChoicesProps {
  readonly choices: SiteChoices;
  /** The address that was seen when somebody signed out on the site. */
  readonly learned: string | null;
  /** What tells of itself how sessions end at its server. */
  readonly known: Library | null;
  readonly onChoose: (changes: ChangedChoices) => void;
}

/** What becomes of the site, and of a session at its server, when an account is signed out. */
export function SignOutChoices({ choices, learned, known, onChoose }: SignOutChoicesProps) {
  const [address, help] = [useId(), useId()];
  const { afterSignOut, signOutUrl } = choices;
  const [found, library] = signOutUrl === null ? [learned, known] : [null, null];
  const typed = useTyped(signOutUrl ?? found ?? '', (address) => onChoose({ signOutUrl: address.trim() }));
  return (
    <>
      <Select
        label={text.afterSignOut}
        value={afterSignOut}
        options={successions}
        nameOf={(one) => successionText[one]}
        onChange={(one) => onChoose({ afterSignOut: one })}
      />
      <div class={styles.block}>
        <label for={address}>{text.signOutUrl}</label>
        <input
          id={address}
          class={styles.address}
          type="url"
          placeholder={library ?? text.signOutUrlNone}
          aria-describedby={help}
          spellcheck={false}
          {...typed}
        />
        <p class={styles.way} id={help}>
          {helpFor(found, library)}
        </p>
      </div>
    </>
  );
}

/** The library's own way comes first, a link that was seen after it. */
function helpFor(found: string | null, library: Library | null): string {
  if (library !== null) return text.signOutUrlKnown(library);
  return found === null ? text.signOutUrlHelp : text.signOutUrlLearned;
}
