import { decode } from 'fast-png';
import pixelmatch from 'pixelmatch';

/**
 * Pixels of any square of 16 that may differ from the approved picture. Letters are drawn a shade differently from one machine to the
 * next, which is spread thin; whatever is missing, has moved or has another colour is seen at once in its place.
 */
const tolerated = 24;

/** Colours may differ by so much before a pixel counts, from 0 to 1. */
const threshold = 0.15;

/** @returns what is not the same; `null` for nothing that an eye would find */
export function difference(approved: Uint8Array, seen: Uint8Array): string | null {
  const [before, now] = [rgba(approved), rgba(seen)];
  if (before.width !== now.width || before.height !== now.height)
    return `${now.width} × ${now.height} pixels, not ${before.width} × ${before.height}`;
  const options = { threshold, windowSize: 16 };
  const count = pixelmatch(before.data, now.data, null, now.width, now.height, options);
  return count <= tolerated ? null : `${count} pixels of a square`;
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

function rgba(png: Uint8Array): Pixels {
  const { width, height, data, channels } = decode(png);
  const pixels = new Uint8Array(width * height * 4).fill(255);
  for (let index = 0; index < width * height; index++) {
    for (let channel = 0; channel < channels; channel++)
      pixels[index * 4 + channel] = data[index * channels + channel] ?? 0;
  }
  return { width, height, data: pixels };
}
