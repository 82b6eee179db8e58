// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { comeBack, giveWay, isQuiet, quietUrl, standing, writtenPage } from './in-page';

const url = 'https://shop.test/cart';
const mark = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** What stands in a tab after it has given way where it stands. */
function replaceDocument(): void {
  document.replaceChildren(document.createComment(mark), document.createElement('html'));
  document.documentElement.innerHTML = '<head><title>Cart</title></head><body bgcolor="#ffffff"></body>';
}

const replace = vi.spyOn(location, 'replace').mockReturnValue(undefined);
beforeEach(() => {
  replace.mockClear();
  vi.spyOn(location, 'href', 'get').mockReturnValue(url);
  document.replaceChildren(document.documentElement);
  document.documentElement.innerHTML = '<head></head><body><p>Words</p></body>';
  Reflect.deleteProperty(globalThis, 'hatrackQuiet');
});

describe('a page that gave way where it stood', () => {
  it('comes back, also where the worker died before it had seen it', async () => {
    replaceDocument();
    expect(await comeBack(quietUrl, url, false, false)).toBe(true);
    expect(replace).toHaveBeenCalledWith(url);
  });

  it('counts where it was told to go away in the meantime, and did it after all', () => {
    giveWay(quietUrl, mark);
    expect(replace).toHaveBeenCalledWith(quietUrl);
    expect(isQuiet(quietUrl, mark)).toBe(false);
    replaceDocument();
    expect(isQuiet(quietUrl, mark)).toBe(true);
    // Also when it is asked again.
    expect(isQuiet(quietUrl, mark)).toBe(true);
  });

  it('stays where it is told to go away only then, and is on its way nowhere', () => {
    const stop = vi.fn();
    Object.assign(window, { stop });
    replaceDocument();
    giveWay(quietUrl, mark);
    expect(isQuiet(quietUrl, mark)).toBe(true);
    giveWay(quietUrl, mark);
    expect(stop).toHaveBeenCalledTimes(2);
    expect(replace).not.toHaveBeenCalled();
    // What is to stay for longer has an address of its own.
    giveWay(quietUrl, null);
    expect(replace).toHaveBeenCalledWith(quietUrl);
  });

  it('comes back where it is only about to give way', async () => {
    const back = comeBack(quietUrl, url, false, false);
    replaceDocument();
    expect(await back).toBe(true);
  });

  it('is known once it has been seen, and shows no mark any more', async () => {
    replaceDocument();
    expect(isQuiet(null, mark)).toBe(true);
    expect(document.firstChild).toBe(document.documentElement);
    document.documentElement.innerHTML = '<body>Not empty</body>';
    expect(await comeBack(quietUrl, url, false, false)).toBe(true);
  });

  it('stays where it is when it never went, unless it is to be loaded again', async () => {
    expect(await comeBack(quietUrl, url, false, false)).toBe(false);
    document.prepend(document.createComment('a comment of its own'));
    expect(await comeBack(quietUrl, url, false, false)).toBe(false);
    expect(replace).not.toHaveBeenCalled();
    expect(await comeBack(quietUrl, url, true, false)).toBe(true);
  });

  it('is loaded once more where its person has loaded it meanwhile, and so is another of its origin', async () => {
    vi.spyOn(location, 'origin', 'get').mockReturnValue('https://shop.test');
    expect(await comeBack(quietUrl, url, false, true)).toBe(true);
    expect(replace).toHaveBeenLastCalledWith(url);
    const other = 'https://shop.test/other';
    vi.spyOn(location, 'href', 'get').mockReturnValue(other);
    expect(await comeBack(quietUrl, url, true, true)).toBe(true);
    expect(replace).toHaveBeenLastCalledWith(other);
    replace.mockClear();
    expect(await comeBack(quietUrl, url, true, false)).toBe(false);
    vi.spyOn(location, 'origin', 'get').mockReturnValue('https://elsewhere.test');
    expect(await comeBack(quietUrl, url, true, true)).toBe(false);
    expect(replace).not.toHaveBeenCalled();
  });
});

describe('a page that would rather stay', () => {
  it('is not taken for the empty one because it begins with its address', () => {
    document.prepend(document.createComment(quietUrl));
    expect([isQuiet(quietUrl, null), isQuiet(quietUrl, mark), isQuiet(null, mark)]).not.toContain(true);
  });

  it('nor because it has something of the name by which the empty one is known', async () => {
    // As browsers find an element by its `id` there.
    Object.assign(globalThis, { hatrackQuiet: document.createElement('p') });
    expect(isQuiet(quietUrl, mark)).toBe(false);
    expect(await comeBack(quietUrl, url, false, false)).toBe(false);
    giveWay(quietUrl, mark);
    expect(replace).toHaveBeenCalledExactlyOnceWith(quietUrl);
  });
});

/** As browsers find an element, or several, by `name` in the place of what a document has of that name. */
function named(name: string, found: object): void {
  Object.defineProperty(document, name, { configurable: true, value: found });
}

describe('a page that has elements of the names of what is asked of it', () => {
  const replace = vi.spyOn(location, 'replace').mockReturnValue(undefined);
  beforeEach(() => {
    replace.mockClear();
    vi.spyOn(location, 'href', 'get').mockReturnValue(url);
    Reflect.deleteProperty(globalThis, 'hatrackQuiet');
  });
  afterEach(() => {
    for (const name of ['title', 'body', 'createEvent']) Reflect.deleteProperty(document, name);
  });

  it('gives way all the same', () => {
    named('title', document.createElement('form'));
    named('body', document.getElementsByName('body'));
    expect(giveWay(quietUrl, null).title).toBe('');
    expect(replace).toHaveBeenCalledExactlyOnceWith(quietUrl);
  });

  it('has a text for its title', () => {
    vi.stubGlobal('navigator', { userActivation: { hasBeenActive: false } });
    named('title', document.createElement('form'));
    expect(standing().looks.title).toBe('');
    vi.unstubAllGlobals();
  });

  it('is asked whether it would let its person leave', () => {
    vi.stubGlobal('navigator', { userActivation: { hasBeenActive: true } });
    named('createEvent', document.createElement('form'));
    expect(standing().asks).toBe(false);
    vi.unstubAllGlobals();
  });
});

describe('a page without an address', () => {
  beforeEach(() => {
    document.documentElement.innerHTML = '<head><title>Print</title></head><body></body>';
    vi.spyOn(document, 'contentType', 'get').mockReturnValue('text/html');
  });

  it('is another page’s doing where there is something in it', () => {
    expect(writtenPage()).toBeNull();
    document.body.append('Words');
    expect(writtenPage()).toMatchObject({ title: 'Print' });
  });

  it('is so where there is nothing to be seen but a script', () => {
    document.head.append(document.createElement('script'));
    expect(writtenPage()).not.toBeNull();
  });

  it('is so too where it has elements of the names of what is asked of it', () => {
    document.body.append('Words');
    const forms = ['body', 'contentType', 'scripts', 'title'].map(
      (name) => [name, document.createElement('form')] as const,
    );
    for (const [name, form] of forms) named(name, form);
    const page = writtenPage();
    for (const [name] of forms) Reflect.deleteProperty(document, name);
    expect(page).toMatchObject({ title: '' });
  });

  it('does no harm where it can run no script', () => {
    document.body.append('Words');
    vi.spyOn(document, 'contentType', 'get').mockReturnValue('application/pdf');
    expect(writtenPage()).toBeNull();
  });
});
