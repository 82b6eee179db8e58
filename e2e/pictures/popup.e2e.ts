import { readFile } from 'node:fs/promises';
import { decode } from 'fast-png';
import pixelmatch from 'pixelmatch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFirefox } from '../driver/launch';
import { approvedLetters, approvedLooks, approvedPath, measureLetters, nameOf } from './approved';
import { type Gallery, openGallery } from './gallery';
import { settingsPictures } from './settings-states';
import { anyPicture, popupPictures, welcomePictures } from './states';

/**
 * Pixels of any square of 16 that may differ from the approved picture. Letters are drawn a shade differently from one machine to the
 * next, which is spread thin; whatever is missing, has moved or has another colour is seen at once in its place.
 */
const tolerated = 24;

/** Colours may differ by so much before a pixel counts, from 0 to 1. */
const threshold = 0.15;

/** Every state as it was approved by somebody who looked; `npm run screenshots -- --approve` approves what is there now. */
describe.skipIf(isFirefox)('what Hatrack shows looks as it was approved', () => {
  let gallery: Gallery;
  beforeAll(async () => {
    gallery = await openGallery();
  });
  afterAll(() => gallery.close());

  it.for(approvedLooks.map((look) => [nameOf(look), look] as const))('%s', async ([, look], { skip }) => {
    const approvedWith: unknown = JSON.parse(await readFile(approvedLetters, 'utf8'));
    const letters = await gallery.show(anyPicture, look, (page) => page.evaluate(measureLetters));
    skip(JSON.stringify(letters) !== JSON.stringify(approvedWith), 'this machine has other fonts');
    const different: string[] = [];
    for (const picture of [...popupPictures, ...settingsPictures, ...welcomePictures]) {
      const approved = await readFile(approvedPath(look, picture.name));
      const seen = await gallery.show(picture, look, (page) => page.screenshot());
      const fault = difference(approved, seen);
      if (fault !== null) different.push(`${picture.name}: ${fault}`);
    }
    expect(different).toEqual([]);
  });
});

describe.skipIf(isFirefox)('nothing in the popup moves', () => {
  let gallery: Gallery;
  beforeAll(async () => {
    gallery = await openGallery();
  });
  afterAll(() => gallery.close());

  const shiftIn = async (name: string) => {
    const picture = popupPictures.find((one) => one.name === name);
    if (picture === undefined) throw new Error(`There is no picture "${name}"`);
    return gallery.show(picture, approvedLooks[0], (page) => page.evaluate(readShift));
  };

  it.each(['list', 'seven', 'thousand', 'menu', 'busy', 'done', 'refused', 'undo'])(
    'when it comes to: %s',
    async (name) => {
      expect(await shiftIn(name)).toBe(0);
    },
  );

  it('but what a question makes room for', async () => {
    expect(await shiftIn('confirm')).toBeGreaterThan(0);
  });
});

/** How much has moved since the page began, as browsers count it (Layout Instability); what follows a key or a click counts too. */
function readShift(): Promise<number> {
  return new Promise((resolve) => {
    const total = (entries: PerformanceEntryList) =>
      entries.reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, 0);
    const observer = new PerformanceObserver((list) => resolve(total(list.getEntries())));
    observer.observe({ type: 'layout-shift', buffered: true });
    // With nothing to tell, the observer is never called.
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(total(observer.takeRecords()))));
  });
}

/** @returns what is not the same; `null` for nothing that an eye would find */
function difference(approved: Uint8Array, seen: Uint8Array): string | null {
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
