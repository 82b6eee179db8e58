import browser from 'webextension-polyfill';

/** What is offered below the address bar. */
export interface Suggestion {
  /** What counts as typed when it is chosen. */
  readonly content: string;
  /** What choosing it does. */
  readonly does: string;
  /** What tells it from another of the same kind. */
  readonly aside: string | null;
}

/**
 * The keyword in the address bar.
 * @param first what Enter does, whatever is typed: Chromium shows a new sentence only with the letter after the one that it is for
 * @param suggest what fits what has been typed so far
 * @param enter the person has chosen
 */
export function onOmnibox(
  first: string,
  suggest: (text: string) => Promise<readonly Suggestion[]>,
  enter: (text: string) => void,
): void {
  browser.omnibox.setDefaultSuggestion({ description: escaped(first) });
  browser.omnibox.onInputChanged.addListener((text, offer) => {
    suggest(text).then(
      (found) => offer(found.map((one) => ({ content: one.content, description: shown(one) }))),
      () => undefined,
    );
  });
  browser.omnibox.onInputEntered.addListener((text) => enter(text));
}

function shown({ does, aside }: Suggestion): string {
  if (aside === null) return escaped(does);
  return import.meta.env.FIREFOX ? `${does} (${aside})` : `${escaped(does)} <dim>${escaped(aside)}</dim>`;
}

/** Chromium takes a description for XML, Firefox for text. */
function escaped(text: string): string {
  if (import.meta.env.FIREFOX) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
