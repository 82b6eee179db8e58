import browser from 'webextension-polyfill';

/** What a line below the address bar says. */
export interface Line {
  /** What choosing it does. */
  readonly does: string;
  /** What tells it from another of the same kind. */
  readonly aside?: string | null;
}

export interface Suggestion extends Line {
  /** What counts as typed when it is chosen. */
  readonly content: string;
}

export interface Offer {
  /** The line that is chosen by Enter alone. */
  readonly first: Line;
  readonly others: readonly Suggestion[];
}

/**
 * The keyword in the address bar.
 * @param offerFor what fits what has been typed so far
 * @param enter the person has chosen
 */
export function onOmnibox(offerFor: (text: string) => Promise<Offer>, enter: (text: string) => void): void {
  const offer = async (text: string) => {
    const { first, others } = await offerFor(text);
    browser.omnibox.setDefaultSuggestion({ description: shown(first) });
    return others.map((one) => ({ content: one.content, description: shown(one) }));
  };
  // Before the first letter the line would say what the last search has left in it.
  browser.omnibox.onInputStarted.addListener(() => void offer('').catch(() => undefined));
  browser.omnibox.onInputChanged.addListener((text, suggest) => {
    offer(text).then(suggest, () => undefined);
  });
  browser.omnibox.onInputEntered.addListener((text) => enter(text));
}

/** Chromium takes a description for XML, Firefox for text. */
function shown({ does, aside = null }: Line): string {
  if (import.meta.env.FIREFOX) return aside === null ? does : `${does} (${aside})`;
  return aside === null ? escaped(does) : `${escaped(does)} <dim>${escaped(aside)}</dim>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
