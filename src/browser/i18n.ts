import browser from 'webextension-polyfill';

/** The messages of `_locales` in the language of the browser, or in English; an empty string where there is no such message. */
export function getMessage(name: string, values?: string[]): string {
  return browser.i18n.getMessage(name, values);
}

/** The language of the browser's own interface, as a BCP 47 tag. */
export function uiLanguage(): string {
  return browser.i18n.getUILanguage();
}
