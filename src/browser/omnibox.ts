import browser from 'webextension-polyfill';

/** What is offered below the address bar. */
export interface Suggestion {
  /** What counts as typed when it is chosen. */
  readonly content: string;
  readonly description: string;
}

/**
 * The keyword in the address bar.
 * @param suggest what fits what has been typed so far
 * @param enter the person has chosen
 */
export function onOmnibox(
  suggest: (text: string) => Promise<readonly Suggestion[]>,
  enter: (text: string) => void,
): void {
  browser.omnibox.onInputChanged.addListener((text, offer) => {
    suggest(text).then(
      (found) =>
        offer(found.map(({ content, description }) => ({ content, description: shown(description) }))),
      () => undefined,
    );
  });
  browser.omnibox.onInputEntered.addListener((text) => enter(text));
}

/** Chromium takes a description for XML, Firefox for text. */
function shown(description: string): string {
  if (import.meta.env.FIREFOX) return description;
  return description.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
