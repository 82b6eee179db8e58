// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { button, drawn, focused, key, press, root } from '@/testing/drawn-page';
import { askedFor, clearPopup, list, many, removePopup, show } from '@/testing/shown-popup';

beforeEach(clearPopup);
afterEach(removePopup);

describe('the list', () => {
  it('moves a row with Alt and an arrow, or from its menu, but not beyond the ends', async () => {
    await show(list);
    await key('ArrowDown', { altKey: true });
    expect(askedFor('account.move')).toEqual([{ accountId: 'ben', to: 2 }]);
    expect(root.querySelector('[role="status"]')?.textContent).toBe('Ben is now number 3 of 3');
    expect(focused()).toBe('Ben');
    await key('Home');
    await key('ArrowUp', { altKey: true });
    expect(askedFor('account.move')).toHaveLength(1);
    await press('More for Cora');
    expect(button('Move down')).toBeUndefined();
    await press('Move up');
    expect(askedFor('account.move')[1]).toEqual({ accountId: 'cora', to: 1 });
    expect(focused()).toBe('Cora');
  });

  it('moves a row that is dragged, and takes that for no click', async () => {
    await show(list);
    const row = [...root.querySelectorAll<HTMLElement>('li')][0] as HTMLElement;
    Object.defineProperty(row, 'offsetHeight', { value: 48 });
    const target = row.querySelector('[data-row]') as HTMLElement;
    const pointer = (type: string, clientY: number) =>
      act(async () => {
        target.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0, clientY }));
        await drawn();
      });
    await pointer('pointerdown', 10);
    await pointer('pointermove', 12);
    expect(root.querySelector('[data-dragging="true"]')).toBeNull();
    await pointer('pointermove', 70);
    const shifts = [...root.querySelectorAll('li')].map((one) => one.style.getPropertyValue('--shift'));
    expect(shifts).toEqual(['60px', '-48px', '0px']);
    await act(async () => {
      target.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, clientY: 70 }));
      target.click();
      await drawn();
    });
    expect(askedFor('account.move')).toEqual([{ accountId: 'ann', to: 1 }]);
    expect(askedFor('account.switch')).toEqual([]);
  });

  it('draws of fifty accounts those near the window first, and all of them once these have been painted', async () => {
    document.documentElement.style.cssText = '--row: 50px; font-size: 1px';
    const rowCount = () => root.querySelectorAll('li').length;
    const counts: number[] = [];
    const ask = vi.spyOn(globalThis, 'requestAnimationFrame').mockImplementation((then) => {
      counts.push(rowCount());
      return Number(setTimeout(then));
    });
    await show(many(50));
    const first = counts.find((count) => count > 0);
    expect(first).toBeGreaterThanOrEqual(7);
    expect(first).toBeLessThan(12);
    await vi.waitFor(() => expect(rowCount()).toBe(50));
    ask.mockRestore();
  });

  it('draws of a thousand accounts only those near the window, and numbers them all', async () => {
    document.documentElement.style.cssText = '--row: 50px; font-size: 1px';
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(400);
    await show(many(1000));
    const drawnRows = () => [...root.querySelectorAll('li')];
    expect(drawnRows().length).toBeLessThan(60);
    expect(focused()).toBe('Person 501');
    await key('End');
    expect(focused()).toBe('Person 1000');
    const last = drawnRows().at(-1);
    expect([last?.getAttribute('aria-posinset'), last?.getAttribute('aria-setsize')]).toEqual([
      '1000',
      '1000',
    ]);
    await key('ArrowDown');
    expect(focused()).toBe('Person 1');
    expect(drawnRows().length).toBeLessThan(60);
    vi.restoreAllMocks();
  });
});
