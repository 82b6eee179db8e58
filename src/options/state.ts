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
}

export interface OptionsState {
  readonly view: ReadonlySignal<OptionsView | null>;
  readonly failure: ReadonlySignal<string | null>;
  refresh(): Promise<void>;
  choose(siteId: SiteId, changes: Partial<SiteChoices>): Promise<void>;
  forgetOrigin(siteId: SiteId, origin: string): Promise<void>;
  openShortcuts(): void;
}

export function createOptionsState({ call, openShortcuts }: OptionsDeps): OptionsState {
  const view = signal<OptionsView | null>(null);
  const failure = signal<string | null>(null);

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
  };

  return {
    view,
    failure,
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
    openShortcuts: () => void attempt(openShortcuts),
  };
}
