import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack, unpack } from './packed';

const there = async (value: unknown): Promise<unknown> => unpack(await pack(value));

/** All that text has no trouble with: what is cyclic, and what has bytes, is below. */
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  withUnicodeString: true,
  withBoxedValues: true,
});

describe('a value as bytes', () => {
  it('comes back as a browser would have stored it', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (given) => {
        const stored = structuredClone(given);
        expect(isDeepStrictEqual(await there(stored), stored)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps what is half a character, what refers to itself, and what is named twice', async () => {
    const twice = { value: '\ud800 is alone' };
    const cyclic: Record<string, unknown> = { twice, again: [twice] };
    cyclic.self = cyclic;
    const found = (await there(cyclic)) as typeof cyclic;
    expect(found.self).toBe(found);
    expect((found.again as unknown[])[0]).toBe(found.twice);
    expect(found.twice).toEqual(twice);
  });

  it('keeps a property that is called __proto__, and a date that is none', async () => {
    const odd = JSON.parse('{"__proto__":{"admin":true}}') as object;
    const found = (await there({ odd, date: new Date(Number.NaN) })) as { odd: object; date: Date };
    expect(Object.getOwnPropertyDescriptor(found.odd, '__proto__')?.value).toEqual({ admin: true });
    expect(found.date.getTime()).toBeNaN();
  });

  it('has the bytes of files in it', async () => {
    const file = new File(['in the file'], 'notes.txt', { type: 'text/plain', lastModified: 12 });
    const found = (await there([file, new Blob(['in the blob'], { type: 'text/css' })])) as [File, Blob];
    expect([found[0].name, found[0].type, found[0].lastModified]).toEqual(['notes.txt', 'text/plain', 12]);
    expect(await Promise.all(found.map((blob) => blob.text()))).toEqual(['in the file', 'in the blob']);
    expect(found[1]).not.toBeInstanceOf(File);
    expect(found[1].type).toBe('text/css');
  });

  it('leaves beside it what has none, a key that nobody can take out above all', async () => {
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
    const packed = await pack({ key, secret: 'in the bytes' });
    expect(packed.beside).toEqual([key]);
    expect(unpack(packed)).toEqual({ key, secret: 'in the bytes' });
  });
});
