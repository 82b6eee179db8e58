import { describe, expect, it } from 'vitest';
import type { AccountId } from '@/domain/ids';
import { liveAs, nobodyLive } from '@/domain/jar/live';
import { shop } from '@/testing/builders';
import { createFakeArea } from '@/testing/fake-area';
import { entry, readItem, readItems, readList, writeItems } from './item';
import { accountItem, journalItem, liveItem } from './schema';

const ann = 'ann' as AccountId;

describe('stored items', () => {
  it('read their fallback where nothing is stored', async () => {
    const area = createFakeArea();
    expect(await readItem(area, liveItem(shop))).toEqual(nobodyLive);
    expect(await readList(area, [accountItem(ann)])).toEqual([null]);
    expect(await readList(area, [])).toEqual([]);
  });

  it('are written together and read together', async () => {
    const area = createFakeArea();
    await writeItems(area, [entry(liveItem(shop), liveAs(ann)), entry(journalItem(shop), null)]);
    const { live, journal } = await readItems(area, { live: liveItem(shop), journal: journalItem(shop) });
    expect(live).toEqual(liveAs(ann));
    expect(journal).toBeNull();
  });

  it('refuse a value of the wrong shape rather than taking it for nothing', async () => {
    const area = createFakeArea();
    await area.set({ [liveItem(shop).key]: { active: 7 } });
    await expect(readItem(area, liveItem(shop))).rejects.toMatchObject({ code: 'storage/unreadable' });
  });
});
