// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { identityIn } from '@/domain/identity';
import { emptyJar } from '@/domain/jar';
import { signOutPath } from '@/domain/sign-out';
import { firebaseRows, glance, smallPicture } from './page-look';

/** As they are sent: as text, with nothing around it. */
const rows = new Function(`return (${firebaseRows.toString()})`)() as typeof firebaseRows;
const pictured = new Function(`return (${smallPicture.toString()})`)() as typeof smallPicture;
const looked = new Function(`return (${glance.toString()})`)() as typeof glance;

const database = 'firebaseLocalStorageDb';
const store = 'firebaseLocalStorage';
const key = 'firebase:authUser:AIza:[DEFAULT]';
const user = {
  uid: 'u1',
  email: 'ann@x.test',
  displayName: 'Ann',
  isAnonymous: false,
  stsTokenManager: { accessToken: 'SECRET', refreshToken: 'SECRET' },
};

/** As firebase-js-sdk has it. */
function keep(stored: readonly unknown[], name = store): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database, 1);
    request.onupgradeneeded = () => {
      const made = request.result.createObjectStore(name, { keyPath: 'fbase_key' });
      for (const row of stored) made.put(row);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

const removed = () =>
  new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(database);
    request.onsuccess = () => resolve();
    request.onblocked = () => reject(new Error('something is open still'));
  });

describe('what firebase keeps in a database', () => {
  afterEach(async () => {
    vi.restoreAllMocks();
    await removed();
  });

  it('tells who is signed in, and nothing that signs them in', async () => {
    (await keep([{ fbase_key: key, value: user }])).close();
    const found = await rows();
    expect(JSON.stringify(found)).not.toContain('SECRET');
    expect(identityIn(emptyJar, null, found)).toMatchObject({ name: 'Ann', handle: 'ann@x.test' });
  });

  it('is nobody’s where there is no database, and none is made', async () => {
    expect(await rows()).toEqual([]);
    expect(await indexedDB.databases()).toEqual([]);
    // It goes between the question and the look.
    vi.spyOn(indexedDB, 'databases').mockResolvedValue([{ name: database, version: 1 }]);
    expect(await rows()).toEqual([]);
    vi.restoreAllMocks();
    expect(await indexedDB.databases()).toEqual([]);
  });

  it.each<[string, unknown[]]>([
    ['something else', [{ fbase_key: 'firebase:host', value: 'x' }]],
    ['junk', [{ fbase_key: key, value: null }, { fbase_key: 'b', value: 7 }, { fbase_key: 'c' }]],
    ['a guest', [{ fbase_key: key, value: { uid: 'u2', isAnonymous: true } }]],
    ['megabytes', [{ fbase_key: key, value: { uid: 'u3', email: 'x'.repeat(2_000_000) } }]],
  ])('is nobody’s where it is %s', async (_, stored) => {
    (await keep(stored)).close();
    expect(identityIn(emptyJar, null, await rows())).toBeNull();
  });

  it('is not read where the store is another', async () => {
    (await keep([{ fbase_key: key, value: user }], 'other')).close();
    expect(await rows()).toEqual([]);
  });

  it('is not waited for, and holds nobody up', async () => {
    (await keep([{ fbase_key: key, value: user }])).close();
    vi.spyOn(indexedDB, 'open').mockReturnValue({} as IDBOpenDBRequest);
    expect(await rows()).toEqual([]);
  });
});

describe('a glance at a page', () => {
  beforeEach(() => {
    document.body.innerHTML = '';
  });

  it.each([
    ['<a href="/logout">Bye</a>', true],
    ['<a href="https://shop.test/users/sign_out?x=1">Bye</a>', true],
    ['<form action="/sign-out"><input name="action"></form>', true],
    ['<form><button formaction="logout">Bye</button></form>', true],
    ['<a href="/blog/outlogs">Sign out</a>', false],
    ['<p>Sign out</p>', false],
  ])('of %s', (html, offers) => {
    document.body.innerHTML = html;
    expect(looked(signOutPath.source)?.offersSignOut).toBe(offers);
  });
});

describe('the picture that a page shows', () => {
  const url = 'https://club.test/face.png';
  let isLoaded = false;

  beforeEach(() => {
    isLoaded = false;
    vi.spyOn(HTMLImageElement.prototype, 'currentSrc', 'get').mockReturnValue(url);
    vi.spyOn(HTMLImageElement.prototype, 'complete', 'get').mockImplementation(() => isLoaded);
    vi.spyOn(HTMLImageElement.prototype, 'naturalWidth', 'get').mockImplementation(() => (isLoaded ? 80 : 0));
    vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue('data:image/png;base64,AAAA');
  });
  afterEach(() => {
    vi.restoreAllMocks();
    document.body.innerHTML = '';
  });

  /** As the page makes it. */
  const anImage = () => document.body.appendChild(document.createElement('img'));
  const load = (image: HTMLImageElement) => {
    isLoaded = true;
    image.dispatchEvent(new Event('load'));
  };

  it('is seen as soon as it is loaded, also where its page makes it later', async () => {
    load(anImage());
    expect(await pictured(url, 0)).toBe('data:image/png;base64,AAAA');
    document.body.innerHTML = '';
    isLoaded = false;
    const seen = pictured(url, 60_000);
    load(anImage());
    expect(await seen).toBe('data:image/png;base64,AAAA');
  });

  it('is waited for no longer than it may take, and another is not taken for it', async () => {
    const image = anImage();
    const seen = pictured('https://club.test/other.png', 20);
    load(image);
    expect(await seen).toBeNull();
    isLoaded = false;
    expect(await pictured(url, 20)).toBeNull();
  });
});
