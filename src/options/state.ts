import { type ReadonlySignal, signal } from '@preact/signals';
import { AppError } from '@/domain/app-error';
import type { SiteId } from '@/domain/ids';
import type { SiteChoices } from '@/domain/site-choices';
import type { OptionsView } from '@/domain/view';
import type { Call } from '@/messages/protocol';
import { errorSentence } from '@/ui/text';

export interface OptionsDeps {
  readonly call: Call;
  openShortcuts(): Promise<void>;
  readonly notifications: Notifications;
}

/** The browser's permission to tell of failures. */
export interface Notifications {
  allowed(): Promise<boolean>;
  /** Must run in the click itself. */
  request(): Promise<boolean>;
  forgo(): Promise<void>;
}

export interface OptionsState {
  readonly view: ReadonlySignal<OptionsView | null>;
  readonly failure: ReadonlySignal<string | null>;
  readonly notifies: ReadonlySignal<boolean>;
  refresh(): Promise<void>;
  choose(siteId: SiteId, changes: Partial<SiteChoices>): Promise<void>;
  forgetOrigin(siteId: SiteId, origin: string): Promise<void>;
  /** Must run in the click itself. */
  notify(on: boolean): void;
  openShortcuts(): void;
}

export function createOptionsState({ call, openShortcuts, notifications }: OptionsDeps): OptionsState {
  const view = signal<OptionsView | null>(null);
  const failure = signal<string | null>(null);
  const notifies = signal(false);

  const attempt = async (work: () => Promise<void>) => {
    try {
      failure.value = null;
      await work();
    } catch (error) {
      failure.value = errorSentence(error instanceof AppError ? error : new AppError('unexpected'));
    }
  };
  const load = async () => {
    view.value = await call('options.view', {});
    notifies.value = await notifications.allowed();
  };

  return {
    view,
    failure,
    notifies,
    refresh: () => attempt(load),
    choose: (siteId, changes) =>
      attempt(async () => {
        await call('site.choose', { siteId, changes });
        await load();
      }),
    forgetOrigin: (siteId, origin) =>
      attempt(async () => {
        await call('site.forgetOrigin', { siteId, origin });
        await load();
      }),
    notify: (on) => {
      const asked = on ? notifications.request() : notifications.forgo();
      void attempt(async () => {
        await asked;
        notifies.value = await notifications.allowed();
      });
    },
    openShortcuts: () => void attempt(openShortcuts),
  };
}
