import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFirefox } from '../driver/launch';
import { approvedLooks } from './approved';
import { type Gallery, openGallery } from './gallery';
import { popupPictures } from './states';

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
