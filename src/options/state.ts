import { type ReadonlySignal, signal } from '@preact/signals';
import { AppError } from '@/domain/app-error';
import type { SiteId } from '@/domain/ids';
import { originPatterns } from '@/domain/site';
import type { SiteChoices } from '@/domain/site-choices';
import type { OptionsView, SiteSettingsView } from '@/domain/view';
import type { Call } from '@/messages/protocol';
import { errorSentence } from '@/ui/text';

export interface OptionsDeps {
  readonly call: Call;
  requestOrigins(origins: readonly string[]): Promise<boolean>;
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
  /** Must run in the click itself. @param joined the Site that the domain belongs to, where its person agreed to join both */
  addDomain(siteId: SiteId, domain: string, joined: SiteSettingsView | null): void;
  removeDomain(siteId: SiteId, domain: string): Promise<void>;
  /** Must run in the click itself. */
  notify(on: boolean): void;
  openShortcuts(): void;
}

export function createOptionsState(deps: OptionsDeps): OptionsState {
  const { call, requestOrigins, openShortcuts, notifications } = deps;
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
    addDomain: (siteId, domain, joined) =>
      void attempt(async () => {
        // Nothing may come before it: the browser asks only in the click itself.
        const granted = await requestOrigins(originPatterns(joined ?? { domains: [domain] }));
        if (!granted) throw new AppError('permission/missing', domain);
        await call('site.include', { siteId, domain, join: joined !== null, tabId: null });
        await load();
      }),
    removeDomain: (siteId, domain) =>
      attempt(async () => {
        await call('site.removeDomain', { siteId, domain });
        await load();
      }),
    openShortcuts: () => void attempt(openShortcuts),
  };
}
