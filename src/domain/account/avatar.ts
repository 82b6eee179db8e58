/** The initial on its colour as a picture that needs no network: a `data:` URL. */
export function avatarUrl(initial: string, colour: string): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="${colour}"/>` +
    `<text x="16" y="16" dy=".36em" text-anchor="middle" fill="#fff" font-family="sans-serif" font-size="16">` +
    `${escapeXml(initial)}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** The initial comes from a label, and a label may come from a hostile page. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
