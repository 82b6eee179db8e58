import type { KnownMark, Spot } from '@/domain/identity/known-marks';
import type { FoundMark, PageFacts } from '@/domain/identity/page-facts';

/**
 * What this page shows of who is signed in. It runs in pages of sites, in the extension's own world there, and is sent as text, so
 * all that it uses is inside it. It only looks: nothing is sent, fetched or changed.
 *
 * The page is hostile. Elements that it names like methods of `document` or of a form would be found in their place, so methods
 * are taken from where the page's names do not reach. Everything is cut to size before it is looked at.
 *
 * Chromium leaves out what is `null` inside of what is sent along (measured).
 */
export function readPageFacts(marks: readonly KnownMark[]): PageFacts {
  const longest = { looked: 4000, told: 500, picture: 2000, data: 100_000 };
  const most = { metas: 200, matches: 5, texts: 20, data: 20, told: 3 };
  const { querySelectorAll: selectAll, createTreeWalker } = Document.prototype;
  const { getAttribute, closest } = Element.prototype;

  const all = (selector: string, count: number): Element[] => {
    const found = selectAll.call(document, selector);
    return Array.from({ length: Math.min(found.length, count) }, (_, index) => found[index]).filter(
      (element): element is Element => element !== undefined,
    );
  };

  /** Stops at the size, however large the element is. */
  const textOf = (element: Element, size = longest.looked): string => {
    const walker = createTreeWalker.call(document, element, NodeFilter.SHOW_TEXT);
    let text = '';
    for (let count = 0; count < most.texts && text.length < size; count++) {
      const node = walker.nextNode();
      if (!(node instanceof CharacterData)) break;
      text += node.data.slice(0, size);
    }
    return text;
  };

  const partOf = (element: Element, { attribute, pattern }: Spot): string | null => {
    const raw = attribute == null ? textOf(element) : getAttribute.call(element, attribute);
    if (raw === null) return null;
    const text = raw.slice(0, longest.looked).trim();
    const part = pattern === undefined ? text : new RegExp(pattern, 'u').exec(text)?.[1];
    return part === undefined || part === '' || part.length > longest.picture ? null : part;
  };

  const find = (spot: Spot | undefined, content: string | undefined): string | null => {
    if (spot === undefined) return null;
    const own = all(spot.select, most.matches).find(
      (element) => content === undefined || closest.call(element, content) === null,
    );
    return own === undefined ? null : partOf(own, spot);
  };

  const short = (text: string | null) => (text === null || text.length > longest.told ? null : text);

  const pictureAt = (address: string | null): string | null => {
    try {
      const url = address === null ? null : new URL(address, location.href);
      return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
    } catch {
      return null;
    }
  };

  const isHere = ({ domains }: KnownMark): boolean => {
    const host = location.hostname;
    return domains == null || domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
  };

  const markIn = ({ site, content, completes, id, handle, name, picture }: KnownMark): FoundMark | null => {
    try {
      const found = [short(find(id, content)), short(find(handle, content))] as const;
      const shown = { name: short(find(name, content)), picture: pictureAt(find(picture, content)) };
      const telling = completes == null ? (found[0] ?? found[1]) : shown.name;
      if (telling === null) return null;
      return { site, id: found[0], handle: found[1], ...shown };
    } catch {
      return null;
    }
  };

  const metas = (): [name: string, content: string][] => {
    try {
      return all('head meta[name][content], head meta[property][content]', most.metas).flatMap((meta) => {
        const [name, property, content] = ['name', 'property', 'content'].map((attribute) =>
          getAttribute.call(meta, attribute),
        );
        const called = name ?? property ?? '';
        // Tokens against forgery and the like are nobody's name.
        if (called.length > 60 || /csrf|xsrf|token|nonce|secret|key$/i.test(called)) return [];
        return content == null || content.length > longest.told
          ? []
          : [[called, content] as [string, string]];
      });
    } catch {
      return [];
    }
  };

  /** Next.js and others in scripts that are no programs, Inertia in an attribute. */
  const data = (): string[] => {
    try {
      return all('script[type="application/json"], [id][data-page]', most.data)
        .map((element) => getAttribute.call(element, 'data-page') ?? textOf(element, longest.data + 1))
        .filter((text) => text.length <= longest.data && /"(\w*user\w*|viewer|me)"\s*:\s*\{/i.test(text))
        .slice(0, most.told);
    } catch {
      return [];
    }
  };

  return {
    metas: metas(),
    data: data(),
    marks: marks
      .filter(isHere)
      .map(markIn)
      .filter((mark) => mark !== null),
  };
}
