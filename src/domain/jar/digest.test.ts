import { describe, expect, it } from 'vitest';
import { digestOfEntries, digestOfRows } from './digest';
import type { Row } from './web-storage';

const of = (value: unknown) => digestOfRows([[1, value]]);

/** Each is another than every other, and of each there is a digest. */
const different: readonly unknown[] = [
  undefined,
  null,
  'null',
  true,
  'true',
  0,
  -0,
  '0',
  Number.NaN,
  1n,
  1,
  '',
  '\ud800',
  '\ud801',
  '\ufffd',
  {},
  { a: undefined },
  { a: 1, b: 2 },
  { b: 2, a: 1 },
  { '0': 'a' },
  [],
  ['a'],
  [undefined],
  sparse(1),
  sparse(2),
  Object.assign(['a'], { more: 1 }),
  [['a'], 'b'],
  ['a', ['b']],
  ['a', 'b'],
  ['a"b'],
  new Date(1),
  new Date(2),
  new Date(Number.NaN),
  new Map([[1, 2]]),
  new Map([[2, 1]]),
  new Map([
    [1, 2],
    [3, 4],
  ]),
  new Map([[1, new Map([[2, 3]])]]),
  new Set([1, 2]),
  new Set([2, 1]),
  new Uint8Array([1, 2]),
  new Uint8Array([1, 2]).buffer,
  new Uint8ClampedArray([1, 2]),
  new Uint16Array([513]),
  new DataView(new Uint8Array([1, 2]).buffer),
  new Uint8Array([0, 1, 2]).subarray(1),
  twice({}),
  [{}, {}],
  cyclic(),
];

/** Newer than the types. */
type Growing = new (length: number, options: { maxByteLength: number }) => ArrayBuffer;

function sparse(length: number): unknown[] {
  const array: unknown[] = [];
  array.length = length;
  return array;
}

function twice(one: object): object[] {
  return [one, one];
}

function cyclic(): object {
  const one: Record<string, unknown> = {};
  one.self = one;
  return one;
}

describe('the digest of rows', () => {
  it('is the same for what was cloned, and another for everything else', async () => {
    const digests = await Promise.all(different.map(of));
    expect(digests).not.toContain(null);
    expect(new Set(digests).size).toBe(different.length);
    expect(await Promise.all(structuredClone(different).map(of))).toEqual(digests);
  });

  it('tells keys, rows and their order', async () => {
    const some: Row[][] = [
      [],
      [[1, 2]],
      [
        [1, 2],
        [3, 4],
      ],
      [
        [3, 4],
        [1, 2],
      ],
      [[[1, 2], 3]],
      [[new Date(1), 2]],
    ];
    const digests = await Promise.all(some.map(digestOfRows));
    expect(digests).not.toContain(null);
    expect(new Set(digests).size).toBe(some.length);
  });

  it('is not there for what it is not certain of, however deep', async () => {
    class Own {}
    let deep: unknown = null;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    const unsure = [
      new Blob(['a']),
      new File(['a'], 'a'),
      new Error('a'),
      /a/,
      Object(1),
      Object('a'),
      new Own(),
      Object.create(null),
      new (ArrayBuffer as unknown as Growing)(1, { maxByteLength: 2 }),
      deep,
    ];
    for (const value of unsure) {
      expect(await of(value)).toBeNull();
      expect(await of({ a: new Map([[1, [value]]]) })).toBeNull();
    }
  });
});

describe('the digest of entries', () => {
  it('is the same in whatever order', async () => {
    const [a, b] = [
      ['a', '1'],
      ['b', '2'],
    ] as const;
    expect(await digestOfEntries([a, b])).toBe(await digestOfEntries([b, a]));
    const others = [
      [],
      [a],
      [['a', '2']],
      [['a', '1"],["b","2']],
      [['\ud800', '']],
      [['\ufffd', '']],
    ] as const;
    const digests = await Promise.all([...others, [a, b]].map(digestOfEntries));
    expect(new Set(digests).size).toBe(others.length + 1);
  });
});
