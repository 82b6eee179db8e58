import { Emblem } from '@/ui/Emblem';
import { text } from '@/ui/text';
import styles from './AboutSection.module.css';
import { Card } from './Card';
import heading from './Heading.module.css';
import { HowItWorks } from './HowItWorks';
import { libraries, ownLicence } from './libraries';
import type { OptionsState } from './state';

export interface AboutSectionProps {
  readonly state: OptionsState;
}

export function AboutSection({ state }: AboutSectionProps) {
  return (
    <>
      <h2 class={heading.section}>{text.about}</h2>
      <div class={styles.head}>
        <Emblem />
        <div>
          <p class={styles.name}>{text.appName}</p>
          <p class={heading.help}>{text.version(state.version)}</p>
          <p class={heading.help}>{text.licensed(ownLicence)}</p>
        </div>
      </div>
      <p>
        <HowItWorks />
      </p>
      <Card title={text.privacy}>
        <p>{text.privacyLocal}</p>
        <p>{text.privacySites}</p>
        <p>{text.privacyNetwork}</p>
      </Card>
      <Card title={text.libraries}>
        {libraries.map(({ name, version, licence }) => (
          <p key={name} class={styles.library} dir="ltr">
            <span>{name}</span>
            <span class={heading.help}>{version}</span>
            <span class={heading.help}>{licence}</span>
          </p>
        ))}
      </Card>
    </>
  );
}
