import { spoken } from './messages';

/**
 * Tells the page which language it is in, and which way that is written. Until something is drawn into it a page of ours is empty,
 * so nothing is seen to turn round.
 */
export function markLanguage(page: Document, title: string): void {
  const { tag, direction } = spoken();
  page.documentElement.lang = tag;
  page.documentElement.dir = direction;
  page.title = title;
}
