import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decode, encode } from 'fast-png';
import { approvedLetters, approvedLooks, approvedPath, looks, measureLetters, nameOf } from './approved';
import { type Gallery, type Look, openGallery } from './gallery';
import { settingsPictures } from './settings-states';
import { anyPicture, popupPictures, welcomePictures } from './states';

const folder = fileURLToPath(new URL('../../dist/pictures/', import.meta.url));

interface Shot {
  readonly name: string;
  readonly png: Uint8Array;
}

/**
 * Takes every picture there is, and lays those of one look out on a sheet: `dist/pictures/<theme>-<direction>.png`.
 * @param approve whether they are what pictures are compared with from now on
 */
export async function takePictures({ approve }: { approve: boolean }): Promise<void> {
  await mkdir(folder, { recursive: true });
  const gallery = await openGallery();
  try {
    for (const look of looks) {
      const shots = await shotsOf(gallery, look);
      await writeFile(`${folder}${nameOf(look)}.png`, await sheetOf(gallery, shots));
      if (approve && approvedLooks.some((one) => one === look)) await approveAll(look, shots);
      console.log(`${nameOf(look)}: ${shots.length} pictures`);
    }
    if (!approve) return;
    const letters = await gallery.show(anyPicture, looks[0], (page) => page.evaluate(measureLetters));
    await writeFile(approvedLetters, `[${letters.join(', ')}]\n`);
  } finally {
    await gallery.close();
  }
}

async function approveAll(look: Look, shots: readonly Shot[]): Promise<void> {
  await mkdir(dirname(approvedPath(look, '')), { recursive: true });
  for (const { name, png } of shots) await writeFile(approvedPath(look, name), small(png));
}

/** Browsers take pictures in a hurry: packed well they are a quarter smaller. */
function small(png: Uint8Array): Uint8Array {
  return encode(decode(png), { zlib: { level: 9 } });
}

async function shotsOf(gallery: Gallery, look: Look): Promise<Shot[]> {
  const shots: Shot[] = [];
  for (const picture of [...popupPictures, ...settingsPictures, ...welcomePictures]) {
    const png = await gallery.show(picture, look, (page) => page.screenshot());
    shots.push({ name: picture.name, png });
  }
  return shots;
}

async function sheetOf(gallery: Gallery, shots: readonly Shot[]): Promise<Uint8Array> {
  const page = await gallery.newPage();
  await page.setViewport({ width: 1548, height: 600 });
  await page.setContent(`<style>${sheetStyle}</style>${shots.map(figureOf).join('')}`);
  const png = await page.screenshot({ fullPage: true });
  await page.close();
  return png;
}

const sheetStyle = `
  body { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 20px; margin: 24px; background: #8d93a0; font: 13px sans-serif }
  figure { margin: 0 }
  figcaption { margin-bottom: 4px }
  img { display: block }`;

function figureOf({ name, png }: Shot): string {
  const url = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  return `<figure><figcaption>${name}</figcaption><img src="${url}"></figure>`;
}
