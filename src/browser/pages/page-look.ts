import type { FirebaseRow, PageLook } from '@/domain/identity/page-look';

/**
 * Functions that run in pages of sites, in the extension's own world there. Each is sent as text, so all that it uses is inside it.
 */

/**
 * What is not large of what the page's origin keeps, when it was asked for, and whether it asks somebody to sign in, or offers to sign out.
 * @param signOutPath a regular expression for paths
 */
export function glance(signOutPath: string): Omit<PageLook, 'facts' | 'rows'> | null {
  // Who somebody is fits into less; megabytes of other things are passed over without being sent.
  const longest = { keys: 3000, entry: 100_000, all: 600_000 };
  const likely = /user|auth|token|session|account|profile|oidc|jwt|^sb-|msal|clerk|firebase|cognito|okta/i;
  const entriesOf = (storage: Storage): [string, string][] => {
    const count = Math.min(storage.length, longest.keys);
    const keys = Array.from({ length: count }, (_, index) => storage.key(index) ?? '');
    const sorted = [...keys.filter((key) => likely.test(key)), ...keys.filter((key) => !likely.test(key))];
    let left = longest.all;
    return sorted.flatMap((key): [string, string][] => {
      const value = storage.getItem(key) ?? '';
      if (value.length > longest.entry || value.length > left) return [];
      left -= value.length;
      return [[key, value]];
    });
  };
  const isShown = (element: Element): boolean => Element.prototype.getClientRects.call(element).length > 0;
  const all = <Found extends Element>(selector: string): Found[] => [
    ...(Document.prototype.querySelectorAll.call(document, selector) as NodeListOf<Found>),
  ];
  try {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    // A page on which a password is changed, or made, has several, or says so.
    const passwords = all<HTMLInputElement>('input[type="password"]').filter(isShown);
    const asksPassword = passwords.length === 1 && passwords[0]?.autocomplete !== 'new-password';
    const asksCode = all('input[autocomplete~="one-time-code"]').some(isShown);
    const signOut = new RegExp(signOutPath, 'i');
    const leads = all('a[href], form[action], button[formaction]')
      .slice(0, longest.keys)
      .map((element) => {
        const [href, action, own] = ['href', 'action', 'formaction'].map((name) =>
          Element.prototype.getAttribute.call(element, name),
        );
        return `/${own ?? action ?? href ?? ''}`;
      });
    const begun = Date.now() - performance.now();
    return {
      origin: self.origin,
      local: entriesOf(localStorage),
      session: entriesOf(sessionStorage),
      begunAt: begun,
      askedAt: begun + (navigation?.requestStart ?? 0),
      answeredAt: begun + (navigation?.responseStart ?? 0),
      offersSignOut: leads.some((address) => signOut.test(address)),
      asks: asksPassword ? 'password' : asksCode ? 'code' : 'nothing',
    };
  } catch {
    // A page that may keep nothing.
    return null;
  }
}

/**
 * The users that firebase-js-sdk keeps in a database of this origin, as far as they say who somebody is: what signs them in stays there. Nothing
 * is made, changed or waited for: a database that is not there, or is busy, has nobody.
 */
export async function firebaseRows(): Promise<FirebaseRow[]> {
  const [database, store] = ['firebaseLocalStorageDb', 'firebaseLocalStorage'];
  const fields = ['uid', 'email', 'phoneNumber', 'displayName', 'photoURL'];
  const most = { rows: 20, text: 2000, wait: 300 };
  const isThere = async () => (await indexedDB.databases()).some(({ name }) => name === database);
  const open = () =>
    new Promise<IDBDatabase | null>((resolve) => {
      const request = indexedDB.open(database);
      // It has gone meanwhile, and would be made.
      request.onupgradeneeded = () => request.transaction?.abort();
      request.onerror = (event) => {
        event.preventDefault();
        resolve(null);
      };
      request.onsuccess = () => resolve(request.result);
    });
  const read = (opened: IDBDatabase) =>
    new Promise<unknown[]>((resolve) => {
      const request = opened.transaction(store).objectStore(store).getAll(null, most.rows);
      request.onerror = () => resolve([]);
      request.onsuccess = () => resolve(request.result);
    });
  const textOf = (row: unknown, field: string): string | null => {
    const value: unknown = (row as Record<string, unknown> | null | undefined)?.[field];
    return typeof value === 'string' && value.length <= most.text ? value : null;
  };
  const rowsOf = (rows: readonly unknown[]): FirebaseRow[] =>
    rows.flatMap((row) => {
      const key = textOf(row, 'fbase_key');
      const user = (row as { value?: unknown } | null)?.value;
      if (key === null || typeof user !== 'object') return [];
      const told = fields.map((field) => [field, textOf(user, field)] as const);
      const value = Object.fromEntries(told.filter((pair): pair is [string, string] => pair[1] !== null));
      return [{ fbase_key: key, value }];
    });
  const look = async (): Promise<FirebaseRow[]> => {
    const opened = (await isThere()) ? await open() : null;
    if (opened === null) return [];
    // The page may want to change it at any time.
    opened.onversionchange = () => opened.close();
    try {
      return opened.objectStoreNames.contains(store) ? rowsOf(await read(opened)) : [];
    } finally {
      opened.close();
    }
  };
  const tooLong = new Promise<FirebaseRow[]>((resolve) => setTimeout(resolve, most.wait, []));
  return Promise.race([look().catch(() => []), tooLong]);
}

/**
 * A picture that this page shows, made small, as soon as it is loaded. It is never asked for: one of another site that does not let it be
 * read stays unread, as do those that this page does not show.
 * @param wait milliseconds until a picture that is not there yet is given up
 */
export async function smallPicture(url: string, wait: number): Promise<string | null> {
  const [side, longest] = [64, 11_000];
  const isIt = (image: HTMLImageElement) =>
    image.currentSrc === url && image.complete && image.naturalWidth > 0;
  const loaded = () =>
    new Promise<HTMLImageElement | null>((resolve) => {
      const end = (image: HTMLImageElement | null) => {
        document.removeEventListener('load', onLoad, true);
        resolve(image);
      };
      const onLoad = ({ target }: Event) => {
        if (target instanceof HTMLImageElement && isIt(target)) end(target);
      };
      document.addEventListener('load', onLoad, true);
      setTimeout(end, wait, null);
    });
  const images = Document.prototype.querySelectorAll.call(document, 'img') as NodeListOf<HTMLImageElement>;
  const found = [...images].find(isIt) ?? (await loaded());
  if (found === null) return null;
  try {
    const canvas = document.createElement('canvas');
    canvas.width = side;
    canvas.height = side;
    const { naturalWidth: width, naturalHeight: height } = found;
    const part = Math.min(width, height);
    const [left, top] = [(width - part) / 2, (height - part) / 2];
    canvas.getContext('2d')?.drawImage(found, left, top, part, part, 0, 0, side, side);
    const drawn = [canvas.toDataURL('image/png'), canvas.toDataURL('image/jpeg', 0.8)];
    return drawn.find((text) => text.length <= longest) ?? null;
  } catch {
    return null;
  }
}
