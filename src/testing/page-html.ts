import { readPageFacts } from '@/browser/pages/page-facts';
import { identityIn } from '@/domain/identity';
import { type KnownMark, knownMarks } from '@/domain/identity/known-marks';
import type { PageFacts } from '@/domain/identity/page-facts';
import { emptyJar } from '@/domain/jar';

/** Pages as text, and what is read of them; for tests with a document. */

/** As it is sent: as text, with nothing around it. */
export const sent = new Function(`return (${readPageFacts.toString()})`)() as typeof readPageFacts;

export function factsOf(url: string, html: string, marks: readonly KnownMark[] = knownMarks): PageFacts {
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(url);
  document.documentElement.innerHTML = html;
  return sent(JSON.parse(JSON.stringify(marks, withoutNull)) as KnownMark[]);
}

/** As Chromium sends it. */
function withoutNull(_: string, value: unknown): unknown {
  return value ?? undefined;
}

/** The name and the handle of whom a page shows. */
export function toldOn(url: string, html: string): (string | null)[] | null {
  const identity = identityIn(emptyJar, factsOf(url, html));
  return identity && [identity.name, identity.handle];
}
