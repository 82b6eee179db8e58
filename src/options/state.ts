import { type ReadonlySignal, signal } from '@preact/signals';
import { AppError } from '@/domain/app-error';
import type { Choice, Kind } from '@/domain/carried';
import type { SiteId } from '@/domain/ids';
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
  tellPage(siteId: SiteId, on: boolean): Promise<void>;
  forgetOrigin(siteId: SiteId, origin: string): Promise<void>;
  shareCookies(siteId: SiteId, names: readonly string[]): Promise<void>;
  carry(siteId: SiteId, kind: Kind, choice: Choice): Promise<void>;
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
    tellPage: (siteId, on) =>
      attempt(async () => {
        await call('site.tellPage', { siteId, on });
        await load();
      }),
    carry: (siteId, kind, choice) =>
      attempt(async () => {
        await call('site.carry', { siteId, kind, choice });
        await load();
      }),
    forgetOrigin: (siteId, origin) =>
      attempt(async () => {
        await call('site.forgetOrigin', { siteId, origin });
        await load();
      }),
    shareCookies: (siteId, names) =>
      attempt(async () => {
        await call('site.shareCookies', { siteId, names: [...names] });
        await load();
      }),
    openShortcuts: () => void attempt(openShortcuts),
  };
}
