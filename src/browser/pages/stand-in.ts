import type { Looks } from './in-page';

/**
 * A `javascript:` address whose document is empty but for how the page before it looked: with another title the browser would draw the
 * tab anew, twice in a switch. Styles can be forbidden by a policy; this old attribute cannot.
 * @param mark its first comment
 */
export function standInFor({ title, background }: Looks, mark: string): string {
  const [, ...parts] = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(background) ?? [];
  const colour = parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('');
  const body = colour === '' ? '' : `<body bgcolor="#${colour}">`;
  const html = `<!--${mark}--><title>${escaped(title)}</title>${body}`;
  return `javascript:${encodeURIComponent(JSON.stringify(html))}`;
}

/** Half a character cannot be encoded. */
function escaped(title: string): string {
  return title
    .replace(/\p{Surrogate}/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}
