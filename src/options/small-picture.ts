import { isPicture } from '@/domain/account/picture';
import { AppError } from '@/domain/app-error';

/** Pixels: the largest avatar on a screen with two of its own to each. */
const side = 80;

/** From what keeps most of a picture to what always fits; the browser draws those that it cannot write as PNG. */
const ways = [
  ['image/png', 1],
  ['image/webp', 0.9],
  ['image/jpeg', 0.8],
  ['image/jpeg', 0.5],
] as const;

/**
 * The middle of a picture from a file, as small as an avatar is.
 * @returns a `data:` URL
 * @throws AppError `account/no-picture` where the file is none that the browser can read
 */
export async function smallPicture(file: Blob): Promise<`data:${string}`> {
  const found = await createImageBitmap(file).catch((cause: unknown) => {
    throw new AppError('account/no-picture', undefined, { cause });
  });
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  const part = Math.min(found.width, found.height);
  const [left, top] = [(found.width - part) / 2, (found.height - part) / 2];
  const context = canvas.getContext('2d');
  // Of a large picture the browser takes single points otherwise.
  if (context !== null) context.imageSmoothingQuality = 'high';
  context?.drawImage(found, left, top, part, part, 0, 0, side, side);
  found.close();
  const drawn = ways.map(([type, quality]) => canvas.toDataURL(type, quality)).find(isPicture);
  if (drawn === undefined) throw new AppError('account/no-picture');
  return drawn;
}
