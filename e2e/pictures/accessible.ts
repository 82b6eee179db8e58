import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer-core';

const script = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** A heading would be what it waits for. */
const expected = new Set(['loading: page-has-heading-one at html']);

/**
 * WCAG 2.2 AA and what axe-core knows besides.
 * @param name of the picture that the page shows
 * @param rules of axe-core; `null`: all of them
 */
export async function faultsIn(name: string, page: Page, rules: string[] | null): Promise<string[]> {
  await page.evaluate(await readFile(script, 'utf8'));
  const found = [...(await page.evaluate(runAxe, rules)), ...(await page.evaluate(smallTargets))];
  return found.map((fault) => `${name}: ${fault}`).filter((fault) => !expected.has(fault));
}

// The functions below run in the page.

declare const axe: { run(context: Document, options: object): Promise<AxeResults> };

async function runAxe(rules: string[] | null): Promise<string[]> {
  const { violations, passes, inapplicable } = await axe.run(document, {
    resultTypes: ['violations'],
    ...(rules === null ? {} : { runOnly: { type: 'rule', values: rules } }),
  });
  if (violations.length + passes.length + inapplicable.length === 0) throw new Error('Nothing was looked at');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target}`));
}

/** WCAG 2.2, 2.5.8. */
function smallTargets(): string[] {
  const targets = [
    ...document.querySelectorAll<HTMLElement>('button, input, select, summary, a, [role="button"]'),
  ];
  return targets
    .filter((target) => target.checkVisibility())
    .map((target) => [target.outerHTML.slice(0, 80), target.getBoundingClientRect()] as const)
    .filter(([, { width, height }]) => width < 24 || height < 24)
    .map(([html, { width, height }]) => `only ${width} × ${height}: ${html}`);
}
