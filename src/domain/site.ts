import { getDomain } from 'tldts';
import type { SiteId } from './ids';

/**
 * A Site is a set of domains that switch together. A domain is a registrable one (with private suffixes, so that each
 * `*.github.io` is its own) and stands for all hosts below it, or it is a whole host that has none: `localhost`, an IP
 * address, a single-label host, a public suffix that answers itself.
 */
export interface Site {
  readonly id: SiteId;
  readonly domains: readonly string[];
}

/** Why Hatrack can do nothing on a page. */
export type ForbiddenPage = 'browser' | 'store' | 'file' | 'none';

/** Names that nobody may register are hosts all the same: browsers reach `ann-.shop.test`, and send it the cookies of `shop.test`. */
const psl = { allowPrivateDomains: true, validateHostname: false } as const;

/** Extension stores refuse every extension, whatever was granted (Chromium and Firefox keep the list in their source). */
const storeHosts = new Set([
  'chromewebstore.google.com',
  'addons.mozilla.org',
  'microsoftedge.microsoft.com',
]);

/** The domain that a host belongs to: registrable where the host has one, else the host itself. */
export function domainOfHost(host: string): string {
  return (isRooted(host) ? null : getDomain(host, psl)) ?? host.toLowerCase();
}

/** With a dot at its end. Browsers take it for another host, with cookies of its own, though it is where the other is. */
function isRooted(host: string): boolean {
  return host.endsWith('.');
}

/** Whether a domain also stands for the hosts below it. */
function isRegistrable(domain: string): boolean {
  return getDomain(domain, psl) === domain;
}

/** The Site of a web address, or why there is none. `undefined` (an address we may not read) counts as none. */
export function siteOfUrl(url: string | undefined): Site | ForbiddenPage {
  // Chromium does not tell of the address of an empty tab, Firefox does.
  if (url === undefined || url === 'about:blank' || !URL.canParse(url)) return 'none';
  const { protocol, hostname } = new URL(url);
  if (protocol === 'file:') return 'file';
  if (protocol !== 'http:' && protocol !== 'https:') return 'browser';
  if (storeHosts.has(hostname)) return 'store';
  if (isRooted(hostname)) return 'none';
  return siteOfDomain(domainOfHost(hostname));
}

/** The domain that a person means who types an address or a host. `null` where Hatrack could not work. */
export function domainOfText(text: string): string | null {
  const typed = text.trim();
  // Chromium takes a host with a space in it for one, and writes `%20`.
  if (/\s/.test(typed)) return null;
  const site = siteOfUrl(/^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);
  return typeof site === 'string' ? null : (site.domains[0] ?? null);
}

/** @param domain as `domainOfHost` has it */
export function siteOfDomain(domain: string): Site {
  return { id: domain as SiteId, domains: [domain] };
}

/** A host below the Site that is a site of its own (`a.github.io` under `github.io`) is not covered. */
export function coversHost(site: Pick<Site, 'domains'>, host: string): boolean {
  return site.domains.includes(domainOfHost(host));
}

export function coversUrl(site: Pick<Site, 'domains'>, url: string | undefined): boolean {
  if (url === undefined || !/^https?:/.test(url)) return false;
  const host = hostOfUrl(url);
  return host !== null && coversHost(site, host);
}

/** The host as `URL` writes it: lower case, brackets kept around IPv6. */
export function hostOfUrl(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname : null;
}

/**
 * Match patterns that cover the Site whole. `ws:` and `wss:` are asked for together with http(s): `*:` does not include
 * them, and without them the cookies of a WebSocket handshake are out of reach.
 */
export function originPatterns(site: Pick<Site, 'domains'>): string[] {
  return site.domains.flatMap((domain) => {
    const host = isRegistrable(domain) ? `*.${domain}` : domain;
    return [`*://${host}/*`, `ws://${host}/*`, `wss://${host}/*`];
  });
}

/** Whether a match pattern is of some of the Site's hosts. */
export function isWithin(site: Pick<Site, 'domains'>, pattern: string): boolean {
  const [, host = '*'] = /^[^:]+:\/\/(?:\*\.)?([^/]+)\//.exec(pattern) ?? [];
  const isBelow = (one: string, other: string) => one === other || one.endsWith(`.${other}`);
  return host === '*' || site.domains.some((domain) => isBelow(host, domain) || isBelow(domain, host));
}

/**
 * Match patterns of the Site's secure contexts: pages that nobody on the way can have changed. Loopback hosts count as such
 * without `https` (W3C Secure Contexts 3.1).
 */
export function securePatterns(site: Site): string[] {
  return site.domains.flatMap((domain) => {
    const host = isRegistrable(domain) ? `*.${domain}` : domain;
    return isLoopback(domain) ? [`https://${host}/*`, `http://${host}/*`] : [`https://${host}/*`];
  });
}

export function isLoopback(domain: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$|\.localhost$/.test(domain);
}

export interface SiteWords {
  /** A host with all its ports. */
  allPorts(host: string): string;
}

/** What people call the Site. `localhost` says that ports do not tell accounts apart, since cookies know no ports. */
export function siteName(site: Pick<Site, 'id'>, { allPorts }: SiteWords): string {
  return site.id === 'localhost' ? allPorts(site.id) : site.id;
}
