import type { AccountId } from '../ids';
import { coversHost, type Site } from '../site';

/** At these addresses always this account. */
export interface Rule {
  /** A host of the Site and a path, as `rulePattern` gives them: `app.test/admin/*`, `*.app.test/*`. */
  readonly pattern: string;
  readonly accountId: AccountId;
  /** Its person is asked before it is switched. */
  readonly asks: boolean;
}

/**
 * The pattern that a person has typed. Where `*` stands there can be anything; `*.` before a host stands for it and all hosts below
 * it, and `/*` at the end also for nothing. Without a port all ports are meant, without a path all paths.
 * @returns `null` where no address of the Site could match
 */
export function rulePattern(site: Pick<Site, 'domains'>, typed: string): string | null {
  const [, wild = '', host = '', path = '/*'] =
    /^(?:https?:\/\/)?(\*\.)?([^/?#@*]+)(\/[^?#]*)?([?#].*)?$/i.exec(typed.trim()) ?? [];
  if (!URL.canParse(`http://${host}${path}`)) return null;
  const url = new URL(`http://${host}${path}`);
  // That of `http` itself is left out by `URL`, and would stand for all.
  const port = /:\d+$/.test(host) ? `:${url.port || 80}` : '';
  return coversHost(site, url.hostname) ? `${wild}${url.hostname}${port}${url.pathname}` : null;
}

/** What is suggested for the address of a page: it, and all below it. `null` for what is no page of a site. */
export function patternOfPage(url: string): string | null {
  const page = webAddress(url);
  if (page === null) return null;
  return `${page.host}${page.pathname}${page.pathname.endsWith('/') ? '*' : '/*'}`;
}

/** The one among the rules that is for this address; of several the most specific, in whatever order they stand. */
export function ruleFor(rules: readonly Rule[], url: string): Rule | null {
  const page = webAddress(url);
  if (page === null) return null;
  const fitting = rules.filter(({ pattern }) => matches(pattern, page));
  return fitting.toSorted((a, b) => bySpecificity(a.pattern, b.pattern))[0] ?? null;
}

/** A pattern is for one account: whoever had it before has it no more. */
export function withRule(rules: readonly Rule[], rule: Rule): Rule[] {
  return [...withoutRule(rules, rule.pattern), rule];
}

export function withoutRule(rules: readonly Rule[], pattern: string): Rule[] {
  return rules.filter((rule) => rule.pattern !== pattern);
}

function webAddress(url: string): URL | null {
  return /^https?:/.test(url) && URL.canParse(url) ? new URL(url) : null;
}

function matches(pattern: string, page: URL): boolean {
  const { host, path } = partsOf(pattern);
  return hostMatches(host, page) && pathMatches(path, page.pathname);
}

function partsOf(pattern: string): { host: string; path: string } {
  const slash = pattern.indexOf('/');
  return { host: pattern.slice(0, slash), path: pattern.slice(slash) };
}

function hostMatches(host: string, { hostname, port, protocol }: URL): boolean {
  const bare = host.replace(/^\*\./, '');
  const shown = port || (protocol === 'https:' ? '443' : '80');
  const seen = /:\d+$/.test(bare) ? `${hostname}:${shown}` : hostname;
  return seen === bare || (bare !== host && seen.endsWith(`.${bare}`));
}

function pathMatches(pattern: string, path: string): boolean {
  return fits(pattern, path) || (pattern.endsWith('/*') && fits(pattern.slice(0, -2), path));
}

/** Goes along the text once for each piece between stars: a pattern of a regular expression could take for ever. */
function fits(pattern: string, text: string): boolean {
  const [start = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return text === start;
  if (!text.startsWith(start)) return false;
  const end = rest.pop() ?? '';
  let at = start.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return text.length - end.length >= at && text.endsWith(end);
}

/** One host before all below it, then what says more of the host, of the path, and then what leaves less open. */
function bySpecificity(a: string, b: string): number {
  const [one, other] = [specificityOf(a), specificityOf(b)];
  const index = one.findIndex((value, at) => value !== other[at]);
  return index === -1 ? (a < b ? -1 : 1) : (other[index] ?? 0) - (one[index] ?? 0);
}

function specificityOf(pattern: string): number[] {
  const { host, path } = partsOf(pattern);
  const stars = path.split('*').length - 1;
  const said = path.replace(/\/\*$/, '').replaceAll('*', '').length;
  return [host.startsWith('*.') ? 0 : 1, host.length, said, -stars, path.length];
}
