import { isLate, type LateAnswer, withLateCookies } from '@/domain/cookie/late-answer';
import type { Place, StoreId } from '@/domain/ids';
import type { ObservedAnswer } from '@/domain/sign-in/observed-answer';
import { isOwnCallback, issuerOf, looksLikeSignIn } from '@/domain/sign-in/sign-in-address';
import {
  type AnswerFacts,
  type How,
  isWayBack,
  type Opening,
  openingAfter,
  signInBy,
  takesSignIn,
  type Via,
} from '@/domain/sign-in/sign-in-answer';
import { coversHost, coversUrl, siteOfUrl } from '@/domain/site';
import type { SiteRecord } from '@/domain/site/site-record';
import { entry, readItem, readItems, writeItems } from '@/storage/item';
import { journalItem, liveItem, settlingItem, signInOpenItem, tabsSeenItem } from '@/storage/schema';
import { endsAtEntry } from './accounts/account-news';
import type { Context } from './context';
import { noticeLink } from './links/followed-links';
import { atPlace } from './place/at-place';
import { noticeBinding, noticeSignIn } from './sign-in/notice-sign-in';
import { isHome } from './sign-in/pending';
import { mayBeSignOut, noticeSignOut, rememberSignOutPage } from './sign-out/notice-sign-out';
import { siteInUse } from './sites';
import { noticeVisits } from './sites/origins';
import { lookLater } from './watch/look';

/** Watches the answers of Sites in use for sign-ins and sign-outs that people do on the site itself. */

/** All answers are noted in the order in which they came, whatever of them is acted upon meanwhile. */
const notes = { siteId: '' as Place['siteId'], storeId: 'answers' as StoreId };

/** What an answer says, beside those that came before it. */
interface Noted {
  readonly how: How | null;
  readonly isSignOut: boolean;
  /** It is a sign-in that has led here from elsewhere, or what follows one. */
  readonly wayBack: boolean;
  readonly before: Opening | null;
  readonly opening: Opening | null;
}

/** Takes in one answer. Those of Sites that Hatrack is not used on are passed over. */
export async function noticeAnswer(context: Context, seen: ObservedAnswer): Promise<void> {
  const at = Math.min(seen.at, context.ports.clock.now());
  const [site, noted] = await context.lock.run(notes, null, async () => {
    const inUse = await siteInUse(context, seen.url);
    return [inUse, inUse?.multiSession ? await note(context, inUse, seen, at) : null] as const;
  });
  if (site === null) return;
  const place: Place = { siteId: site.id, storeId: seen.storeId };
  // An address that only leads elsewhere (to https, say) has no page, and could not be reached by a frame.
  const isPage = seen.document && (seen.status < 300 || seen.status >= 400);
  if (isPage) await noticeVisits(context, place, [seen.url]);
  if (noted === null) return;
  if (isPage) await noticeLink(context, place, site, seen, noted.wayBack);
  await act(context, place, seen, noted, at);
}

/** @returns `null` for what a page of the account before had asked for: it says nothing about who signs in now */
async function note(
  context: Context,
  site: SiteRecord,
  seen: ObservedAnswer,
  at: number,
): Promise<Noted | null> {
  const place: Place = { siteId: site.id, storeId: seen.storeId };
  const late = (await readItem(context.local, settlingItem(place)))?.late ?? null;
  if (isLate(late, seen, context.ports.ids.worker)) return null;
  const answer: AnswerFacts = {
    ...seen,
    returned: await hasReturned(context, place, site, seen),
    unasked: isUnasked(site, seen),
    via: viaOf(site, seen),
  };
  const before = await readItem(context.session, signInOpenItem(place));
  const isSignOut = takesSignIn(answer, seen.removed) && (await mayBeSignOut(context, place, seen));
  // What the site gives to visitors after a sign-out by a form is no sign-in.
  const opening = isSignOut ? null : openingAfter(answer, before, at);
  if (opening !== before) await writeItems(context.session, [entry(signInOpenItem(place), opening)]);
  await rememberSignOutPage(context, place, seen);
  return {
    how: signInBy(answer, before, at),
    isSignOut,
    wayBack: isWayBack(opening, at),
    before,
    opening,
  };
}

async function act(
  context: Context,
  place: Place,
  seen: ObservedAnswer,
  { how, isSignOut, before, opening }: Noted,
  at: number,
): Promise<void> {
  const opens = opening !== null && opening !== before;
  const openedAt = opens ? at : (before?.at ?? at);
  if (how !== null)
    await noticeSignIn(context, place, {
      how,
      at: seen.at,
      opens,
      openedAt,
      script: seen.document ? null : seen.tabId,
    });
  else if (isSignOut) await noticeSignOut(context, place, seen);
  if (seen.binds) await noticeBinding(context, place);
  // What an answer to a script changes in the page, and in what the page keeps, comes a moment later.
  if (opening !== before && seen.tabId !== null) lookLater(context, seen.tabId);
}

/**
 * Files the cookies of a late answer into the stored jar of whoever had asked. Under the lock, so that a switch that is going
 * on has come to its end first: before that it is not certain whose they are. Where it was undone they are put back where the
 * barrier has taken them from.
 */
export async function fileLate(context: Context, late: LateAnswer): Promise<void> {
  const site = await siteInUse(context, late.url);
  if (site === null) return;
  const place: Place = { siteId: site.id, storeId: late.storeId };
  const { journal, settling } = await readItems(context.local, {
    journal: journalItem(place),
    settling: settlingItem(place),
  });
  // Almost every answer comes when there was no switch.
  if (journal === null && (settling?.late ?? null) === null) return;
  const cookies = late.cookies.filter(({ domain }) => coversHost(site, domain));
  if (cookies.length === 0) return;
  // Never joined: an address that leads to itself answers one request twice.
  await atPlace(context, place, null, async ({ live }) => {
    const owner = (await readItem(context.local, settlingItem(place)))?.late ?? null;
    if (isLate(owner, late, context.ports.ids.worker)) {
      const jar = await context.vault.jarOf(owner.account);
      if (jar === null) return;
      const renewed = withLateCookies(jar, { ...late, cookies }, context.ports.clock.wall() / 1000);
      await context.vault.put(owner.account, renewed);
      await writeItems(context.local, await endsAtEntry(context, owner.account, renewed));
    } else if (journal !== null && journal.phase !== 'committed' && live.active === journal.from) {
      for (const cookie of cookies) await context.ports.cookies.set(cookie, place.storeId);
    }
  });
}

/** What people have pressed to sign in is no ordinary page: whoever the other site knows need not be whom the Site did. */
function isUnasked(site: SiteRecord, { ledAwayFrom }: ObservedAnswer): boolean {
  return ledAwayFrom !== null && coversUrl(site, ledAwayFrom) && !looksLikeSignIn(ledAwayFrom);
}

/**
 * The domain through which an answer was come by, where that is none of the Site's. A page of the Site can lead there, and be led back at
 * once, with nobody having seen the way; then the answer itself may say who has sent it.
 */
function viaOf(site: SiteRecord, seen: ObservedAnswer): Via | null {
  const { url, ledFrom, ledThrough, ledAwayFrom, unbidden } = seen;
  const seenOnTheWay = [...(ledFrom === null ? [] : [ledFrom]), ...ledThrough];
  const said = siteOfUrl(issuerOf(url) ?? '');
  const domains = typeof said === 'string' ? seenOnTheWay : [...said.domains, ...seenOnTheWay];
  const domain = domains.findLast((one) => !site.domains.includes(one));
  if (domain === undefined) return null;
  const isLedBack = ledAwayFrom !== null || (isOwnCallback(url) && !unbidden);
  return { domain, silent: ledFrom === null && isLedBack };
}

/**
 * Whether this page load brings a tab back to the Site from another domain, as sign-ins by a third party do. A tab that was
 * never on the Site only follows a link. Remembered across the worker's death: such a sign-in can take long.
 */
async function hasReturned(
  { local, session }: Context,
  place: Place,
  site: SiteRecord,
  seen: ObservedAnswer,
): Promise<boolean> {
  if (!seen.mainFrame || seen.tabId === null) return false;
  const item = tabsSeenItem(place.siteId);
  const tabs = await readItem(session, item);
  const known = tabs.includes(seen.tabId);
  if (!known) await writeItems(session, [entry(item, [...tabs, seen.tabId])]);
  if (!known || !seen.fromElsewhere) return false;
  // Where a sign-in leads to another domain of the Site, nobody has come back yet.
  return isHome(site, await readItem(local, liveItem(place)), seen.url);
}
