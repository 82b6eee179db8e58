import type { SiteChoices } from './site-choices';

/**
 * Origins that a Site's accounts have in common: what is kept there is left alone at a switch, whether they answer or not. Their pages tell
 * of nobody who is signed in.
 */
type WithOrigins = Pick<SiteChoices, 'sharedOrigins'>;

/** @param url of a page, or its origin; what is no address is no part of any Site */
export function isShared({ sharedOrigins }: WithOrigins, url: string): boolean {
  return URL.canParse(url) && sharedOrigins.includes(new URL(url).origin);
}

export function withSharing<Site extends WithOrigins>(site: Site, origin: string, shared: boolean): Site {
  const others = site.sharedOrigins.filter((one) => one !== origin);
  return { ...site, sharedOrigins: shared ? [...others, origin] : others };
}
