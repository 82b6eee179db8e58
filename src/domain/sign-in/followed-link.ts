import { coversUrl, type Site } from '../site';
import type { ObservedAnswer } from './observed-answer';

/** A page of the Site came because somebody followed a link, or was led on, from a site that is none of its domains. */
export function isFollowedLink(
  site: Pick<Site, 'domains'>,
  answer: Pick<ObservedAnswer, 'mainFrame' | 'method' | 'fromElsewhere' | 'ledBy' | 'ledAwayFrom'>,
): boolean {
  const { mainFrame, method, fromElsewhere, ledBy, ledAwayFrom } = answer;
  // A form has sent something, as ways back of a sign-in can.
  if (!mainFrame || method !== 'GET' || !fromElsewhere) return false;
  const isOwn = (url: string | null) => url !== null && coversUrl(site, url);
  return !isOwn(ledBy) && !isOwn(ledAwayFrom);
}
