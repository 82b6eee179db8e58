import type { Place } from '@/domain/ids';
import { entry, readItem, readItems, writeItems } from '@/storage/item';
import { arrivalItem, linkItem } from '@/storage/schema';
import type { Context } from '../context';
import { settleLink } from './followed-links';
import { settle } from './rules';

/**
 * Whoever is chosen in a tab is the answer to what was asked there: before pages are loaded again, for that is no new arrival. Where it is
 * refused, what was asked is asked still.
 * @throws what `work` throws
 */
export async function answering<Result>(
  context: Context,
  place: Place,
  work: () => Promise<Result>,
): Promise<Result> {
  const { tabId } = place;
  if (tabId === undefined) return work();
  const asked = await readItems(context.session, { arrival: arrivalItem(tabId), link: linkItem(tabId) });
  await settle(context, place);
  await settleLink(context, place);
  try {
    return await work();
  } catch (error) {
    if (asked.arrival?.settled === false) await askAfterAll(context, place);
    if (asked.link === 'asking') await writeItems(context.session, [entry(linkItem(tabId), 'asking')]);
    context.ports.announce.changed(place.siteId);
    throw error;
  }
}

/** What was to be done at the address in a tab could not be; its person says what is. */
export async function askAfterAll({ session, ports }: Context, { siteId, tabId }: Place): Promise<void> {
  const arrival = tabId === undefined ? null : await readItem(session, arrivalItem(tabId));
  if (tabId === undefined || arrival === null) return;
  await writeItems(session, [entry(arrivalItem(tabId), { ...arrival, settled: false })]);
  ports.announce.changed(siteId);
}
