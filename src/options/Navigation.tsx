import { Emblem } from '@/ui/Emblem';
import { Icon, type IconName } from '@/ui/Icon';
import { text } from '@/ui/text';
import styles from './Navigation.module.css';
import { hashOf, type Route, type Section, sectionOf, sections } from './route';

export interface NavigationProps {
  readonly route: Route;
}

const icons: Readonly<Record<Section, IconName>> = {
  sites: 'page',
  keys: 'keys',
  appearance: 'appearance',
  data: 'data',
  about: 'details',
};

export function Navigation({ route }: NavigationProps) {
  const current = sectionOf(route);
  return (
    <header class={styles.header}>
      <div class={styles.title}>
        <Emblem size={32} />
        <h1>{text.settingsTitle}</h1>
      </div>
      <nav class={styles.list} aria-label={text.settings}>
        {sections.map((section) => (
          <a
            key={section}
            class={styles.link}
            href={hashOf({ kind: section })}
            aria-current={section === current ? 'page' : undefined}
          >
            <Icon name={icons[section]} />
            {text[section]}
          </a>
        ))}
      </nav>
    </header>
  );
}
