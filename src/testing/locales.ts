import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MessageSource } from '@/ui/messages';

/** `_locales` as the browser reads them (developer.chrome.com, "chrome.i18n": the format of `messages.json`). */

export interface Message {
  readonly message: string;
  readonly description?: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

export type Messages = Readonly<Record<string, Message>>;

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../public/_locales');

/** The folders' names: `en`, `pt_BR` … */
export const locales: readonly string[] = readdirSync(folder);

export function messagesOf(locale: string): Messages {
  return JSON.parse(readFileSync(join(folder, locale, 'messages.json'), 'utf8'));
}

/** What a browser in this language gives; what is missing in it would be English. */
export function sourceOf(locale: string): MessageSource {
  const [own, english] = [messagesOf(locale), messagesOf('en')];
  return {
    getMessage: (name, values = []) => {
      const { message = '', placeholders = {} } = own[name] ?? english[name] ?? {};
      const contentOf = (placeholder: string) => placeholders[placeholder.toLowerCase()]?.content ?? '';
      return message
        .replaceAll(/\$(\w+)\$/g, (_, placeholder: string) => contentOf(placeholder))
        .replaceAll(/\$(?:\$|(\d))/g, (_, number?: string) =>
          number === undefined ? '$' : (values[Number(number) - 1] ?? ''),
        );
    },
    uiLanguage: () => locale.replace('_', '-'),
  };
}
