import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TabId } from '@/domain/ids';
import { aCookie, aTab, shop } from '@/testing/builders';
import { createFakeWorld, type FakeWorld } from '@/testing/fake-world';
import type { Engine } from '../engine';

const tab = 1 as TabId;
let world: FakeWorld;
let engine: Engine;

beforeEach(() => {
  // Nothing is waited for that takes its time: a list that waits for a page waits for as long as the page does.
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  world = createFakeWorld();
  engine = world.startWorker();
});

afterEach(() => void vi.useRealTimers());

/** Pages take their time to be looked at. @returns lets them be */
function slowPages(): () => void {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  world.fault = (call) => (call === 'tabs.look' ? released : undefined);
  return release;
}

const shows = (person: string) =>
  world.tabs.looks.set(tab, { facts: { metas: [['user-login', person]], marks: [], data: [] } });

async function labels(): Promise<string[]> {
  const view = await engine.popupView(tab);
  return view.kind === 'accounts' ? view.rows.map(({ label }) => label) : [];
}

describe('the list of somebody whom no page has named', () => {
  beforeEach(async () => {
    world.cookies.write(aCookie({ value: 'ann' }), shop.storeId);
    await engine.useSite(tab);
  });

  it('waits for a page that this worker has not looked at', async () => {
    engine = world.startWorker();
    const release = slowPages();
    shows('ann');
    const listed = labels();
    release();
    expect(await listed).toEqual(['ann']);
  });

  it('waits for no page that was looked at, and hears of it later', async () => {
    await engine.noticeTab(tab, true);
    const release = slowPages();
    shows('ann');
    expect(await labels()).toEqual(['Account 1']);
    world.announced.length = 0;
    release();
    await vi.waitFor(() => expect(world.announced).toContain(shop.siteId));
    expect(await labels()).toEqual(['ann']);
  });

  it('waits for a page that came to the same address since', async () => {
    await engine.noticeTab(tab, true);
    const release = slowPages();
    shows('ann');
    const loaded = engine.noticeTab(tab, true);
    const listed = labels();
    release();
    await loaded;
    expect(await listed).toEqual(['ann']);
  });
});

describe('a tab that its person has loaded again before its page was back', () => {
  const shown = { url: 'https://www.shop.test/inbox', shown: true };

  beforeEach(async () => {
    await engine.useSite(tab);
    world.tabs.quieted.add(tab);
    world.tabs.reloaded.length = 0;
  });

  it('is not left empty', async () => {
    await world.session.set({ 'quiet/1': shown });
    await engine.noticeTab(tab, true);
    expect(world.tabs.reloaded).toEqual([tab]);
  });

  it('is not left empty where that was done as soon as the page was asked for', async () => {
    world.tabs.quieted.delete(tab);
    const { show } = world.tabs;
    let loadedAgain: Promise<void> | null = null;
    // What browsers load then is the page that is there, and what was asked for does not come.
    world.tabs.show = async (...asked) => {
      if (loadedAgain !== null) return show(...asked);
      await world.tabs.quiet(tab, false);
      loadedAgain = engine.noticeTab(tab, true);
      // It is heard at once.
      await new Promise(setImmediate);
    };
    await engine.addAccount(shop);
    await loadedAgain;
    expect(world.tabs.reloaded).toEqual([tab]);
  });

  it('is left alone where the page is on its way, or is to be empty', async () => {
    await world.session.set({ 'quiet/1': { ...shown, shown: false } });
    await engine.noticeTab(tab, true);
    world.tabs.open.splice(0, 1, aTab({ loading: true }));
    await world.session.set({ 'quiet/1': shown });
    engine = world.startWorker();
    await engine.noticeTab(tab, true);
    expect(world.tabs.reloaded).toEqual([]);
  });
});
