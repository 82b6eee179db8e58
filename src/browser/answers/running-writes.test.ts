import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SiteId } from '@/domain/ids';
import { createRunningWrites, type RunningWrites } from './running-writes';

const shop = { id: 'shop.test' as SiteId, domains: ['shop.test'] };
let writes: RunningWrites;
let ended: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  writes = createRunningWrites(0, Date.now);
  ended = false;
});
afterEach(() => vi.useRealTimers());

const wait = () =>
  void writes.ended(shop).then(() => {
    ended = true;
  });
const passed = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe('running writes', () => {
  it('are waited for, but not those that begin meanwhile', async () => {
    writes.begin('1', 'https://shop.test/save', 'POST');
    wait();
    writes.begin('2', 'https://shop.test/save', 'POST');
    await passed(500);
    expect(ended).toBe(false);
    writes.end('1');
    await passed(0);
    expect(ended).toBe(true);
  });

  it('that are sent on to another address are one, and end once', async () => {
    writes.begin('1', 'https://shop.test/save', 'POST');
    wait();
    writes.begin('1', 'https://shop.test/save/', 'POST');
    await passed(500);
    expect(ended).toBe(false);
    writes.end('1');
    await passed(0);
    expect(ended).toBe(true);
  });

  it('are waited for no longer than a second', async () => {
    writes.begin('1', 'https://shop.test/poll', 'PUT');
    wait();
    await passed(1000);
    expect(ended).toBe(true);
  });

  it('of a page that goes on writing are waited for until the browser has told of them', async () => {
    writes = createRunningWrites(300, Date.now);
    writes.begin('1', 'https://shop.test/save', 'POST');
    writes.end('1');
    wait();
    await passed(200);
    writes.begin('2', 'https://shop.test/save', 'POST');
    await passed(200);
    expect(ended).toBe(false);
    writes.end('2');
    await passed(0);
    expect(ended).toBe(true);
  });

  it('of a page that wrote long ago are not', async () => {
    writes = createRunningWrites(300, Date.now);
    writes.begin('1', 'https://shop.test/save', 'POST');
    writes.end('1');
    await passed(3000);
    wait();
    await passed(0);
    expect(ended).toBe(true);
  });

  it('are neither reads nor another site’s', async () => {
    writes.begin('1', 'https://shop.test/', 'GET');
    writes.begin('2', 'https://other.test/save', 'POST');
    wait();
    await passed(0);
    expect(ended).toBe(true);
  });
});
