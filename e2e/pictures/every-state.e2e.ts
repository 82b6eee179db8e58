import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { isFirefox } from '../driver/launch';
import { beforeFirst } from '../scenarios/before-first';
import { faultsIn } from './accessible';
import { approvedLetters, approvedLooks, approvedPath, measureLetters, nameOf } from './approved';
import { difference } from './compare';
import { type Gallery, openGallery } from './gallery';
import { settingsPictures } from './settings-states';
import { anyPicture, popupPictures, welcomePictures } from './states';

type ApprovedLook = (typeof approvedLooks)[number];

const named = approvedLooks.map((look) => [nameOf(look), look] as const);

/** Every state is opened once in a look, for all that is to be seen there. Firefox shows the same, and has no such gallery. */
describe.skipIf(isFirefox).each(named)('in every state: %s', (_, look) => {
  let gallery: Gallery;
  let letters: number[];
  let different: string[];
  let faults: string[];

  beforeFirst(
    async () => {
      gallery = await openGallery();
      letters = await gallery.show(anyPicture, look, (page) => page.evaluate(measureLetters));
      [different, faults] = await lookThrough(gallery, look);
    },
    () => gallery.close(),
  );

  /** As somebody approved who looked; `npm run screenshots -- --approve` approves what is there now. */
  it('looks as it was approved', async ({ skip }) => {
    const approvedWith: unknown = JSON.parse(await readFile(approvedLetters, 'utf8'));
    skip(JSON.stringify(letters) !== JSON.stringify(approvedWith), 'this machine has other fonts');
    expect(different).toEqual([]);
  });

  it('is accessible', () => {
    expect(faults).toEqual([]);
  });
});

/** @returns what is not as it was approved, and what is not accessible */
async function lookThrough(gallery: Gallery, look: ApprovedLook): Promise<[string[], string[]]> {
  const different: string[] = [];
  const faults: string[] = [];
  // Names, roles and order are the same in every look.
  const rules = look === approvedLooks[0] ? null : ['color-contrast'];
  for (const picture of [...popupPictures, ...settingsPictures, ...welcomePictures]) {
    const approved = await readFile(approvedPath(look, picture.name));
    const [seen, found] = await gallery.show(picture, look, async (page) => [
      await page.screenshot(),
      await faultsIn(picture.name, page, rules),
    ]);
    const fault = difference(approved, seen);
    if (fault !== null) different.push(`${picture.name}: ${fault}`);
    faults.push(...found);
  }
  return [different, faults];
}
