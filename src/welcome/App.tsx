import type { ComponentChildren } from 'preact';
import { Button } from '@/ui/Button';
import { Emblem } from '@/ui/Emblem';
import { Icon } from '@/ui/Icon';
import { text } from '@/ui/text';
import styles from './App.module.css';
import { Example } from './Example';
import { KeyTable } from './KeyTable';
import { AddPicture, SwitchPicture, UsePicture } from './pictures';
import type { WelcomeState } from './state';

export interface AppProps {
  readonly state: WelcomeState;
}

export function App({ state }: AppProps) {
  return (
    <main class={styles.page}>
      <header class={styles.header}>
        {/* Larger than elsewhere: it is what to look for in the toolbar. */}
        <Emblem size={64} />
        <h1>{text.welcomeTitle}</h1>
        <p class={styles.lead}>{text.welcomeLead}</p>
      </header>
      <ol class={styles.steps}>
        <Step picture={<UsePicture />} title={text.welcomeUse} help={text.welcomeUseHelp(text.use('…'))}>
          {state.isHidden.value && (
            <p class={styles.hint}>
              <Icon name="details" />
              {text.welcomePin}
            </p>
          )}
        </Step>
        <Step picture={<AddPicture />} title={text.welcomeAdd} help={text.welcomeAddHelp(text.add)} />
        <Step picture={<SwitchPicture />} title={text.welcomeSwitch} help={text.welcomeSwitchHelp} />
      </ol>
      <section class={styles.section}>
        <h2>{text.welcomeTry}</h2>
        <p class={styles.quiet}>{text.welcomeTryHelp}</p>
        <Example />
      </section>
      <div class={styles.foot}>
        <section class={styles.section}>
          <h2>{text.welcomeKept}</h2>
          <p class={styles.quiet}>{text.welcomeKeptHelp}</p>
          <Button onPress={state.openSettings}>{text.settings}</Button>
        </section>
        {state.commands.value.some(({ shortcut }) => shortcut !== '') && (
          <section class={styles.section}>
            <h2>{text.keys}</h2>
            <KeyTable commands={state.commands.value} />
            <Button onPress={state.openShortcuts}>{text.changeKeys}</Button>
          </section>
        )}
      </div>
    </main>
  );
}

interface StepProps {
  readonly picture: ComponentChildren;
  readonly title: string;
  readonly help: string;
  readonly children?: ComponentChildren;
}

function Step({ picture, title, help, children }: StepProps) {
  return (
    <li class={styles.step}>
      {picture}
      <h2>{title}</h2>
      <div class={styles.words}>
        <p class={styles.quiet}>{help}</p>
        {children}
      </div>
    </li>
  );
}
