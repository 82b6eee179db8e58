/** Characters of a `data:` URL: 8 kB of picture in base64, and what stands before it. */
const longest = 11_000;

/** Whether a text is a small picture as a `data:` URL: of points, since one that is drawn by a text could hold anything. */
export function isPicture(text: string): text is `data:${string}` {
  return text.length <= longest && /^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/.test(text);
}
