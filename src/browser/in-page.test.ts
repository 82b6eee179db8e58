// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { comeBack, countHoldings, quietUrl } from './in-page';

const url = 'https://shop.test/cart';

/** What stands in a tab after it has given way where it stands. */
function replaceDocument(mark: string): void {
  document.replaceChildren(document.createComment(mark), document.createElement('html'));
  document.documentElement.append(document.createElement('head'), document.createElement('body'));
}

describe('a page that gave way where it stood', () => {
  const replace = vi.spyOn(location, 'replace').mockReturnValue(undefined);
  beforeEach(() => {
    replace.mockClear();
    vi.spyOn(location, 'href', 'get').mockReturnValue(url);
    document.documentElement.innerHTML = '<head></head><body><p>Words</p></body>';
    Reflect.deleteProperty(globalThis, 'hatrackQuiet');
  });

  it('comes back, also where the worker died before it had seen it', async () => {
    replaceDocument('a mark');
    expect(await comeBack(quietUrl, url, false)).toBe(true);
    expect(replace).toHaveBeenCalledWith(url);
  });

  it('comes back where it is only about to give way', async () => {
    const back = comeBack(quietUrl, url, false);
    replaceDocument('a mark');
    expect(await back).toBe(true);
  });

  it('is known once it has been seen, and shows no mark any more', async () => {
    replaceDocument('a mark');
    await countHoldings('a mark');
    expect(document.firstChild).toBe(document.documentElement);
    document.documentElement.innerHTML = '<body>Not empty</body>';
    expect(await comeBack(quietUrl, url, false)).toBe(true);
  });

  it('stays where it is when it never went, unless it is to be loaded again', async () => {
    expect(await comeBack(quietUrl, url, false)).toBe(false);
    document.prepend(document.createComment('a comment of its own'));
    expect(await comeBack(quietUrl, url, false)).toBe(false);
    expect(replace).not.toHaveBeenCalled();
    expect(await comeBack(quietUrl, url, true)).toBe(true);
  });
});
