import browser, { type DeclarativeNetRequest } from 'webextension-polyfill';

/** Ids of dynamic rules: the barrier has the first. */
const ruleId = 2;

/**
 * Has every frame of ours met by a rule: the site is told nobody's cookies, and may not refuse to be framed. Once is enough; again
 * does no harm. (In Firefox a listener cannot do it: what one changes in answers to an extension's own pages is dropped.)
 */
export async function armFrames(): Promise<void> {
  const { host } = new URL(browser.runtime.getURL('/'));
  await browser.declarativeNetRequest.updateDynamicRules({
    removeRuleIds: [ruleId],
    addRules: [frameRule(host)] as unknown as DeclarativeNetRequest.Rule[],
  });
}

/** Frames are sandboxed too; the header also holds for what the site's own service worker would answer with a script. */
function frameRule(extensionHost: string): object {
  const remove = (header: string) => ({ header, operation: 'remove' });
  return {
    id: ruleId,
    priority: 1,
    action: {
      type: 'modifyHeaders',
      requestHeaders: [remove('cookie')],
      responseHeaders: [
        remove('set-cookie'),
        remove('x-frame-options'),
        remove('clear-site-data'),
        {
          header: 'content-security-policy',
          operation: 'set',
          value: "sandbox allow-same-origin; default-src 'none'",
        },
      ],
    },
    condition: { initiatorDomains: [extensionHost], resourceTypes: ['sub_frame'] },
  };
}
