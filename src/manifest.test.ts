import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { manifestFor } from '../manifest.config.ts';

const common = [
  'activeTab',
  'alarms',
  'browsingData',
  'contextMenus',
  'cookies',
  'declarativeNetRequestWithHostAccess',
  'scripting',
  'storage',
  'unlimitedStorage',
  'webRequest',
];

const asked = {
  chrome: [...common, 'offscreen'],
  firefox: [...common, 'webRequestBlocking'],
};

const style = "'sha256-of+a/style='";

describe.each(['chrome', 'firefox'] as const)('the manifest for %s', (browser) => {
  const manifest = manifestFor({ browser, grantHosts: false, style });

  it('asks for these permissions and no more', () => {
    expect(manifest.permissions).toEqual(asked[browser]);
  });

  it('has no host at install, and may ask for any', () => {
    expect(manifest).not.toHaveProperty('host_permissions');
    expect(manifest).toHaveProperty('optional_host_permissions', ['*://*/*', 'ws://*/*', 'wss://*/*']);
  });

  it('differs for tests in the granted hosts alone', () => {
    const { optional_host_permissions: hosts, ...rest } = manifest as typeof manifest & {
      optional_host_permissions: string[];
    };
    expect(manifestFor({ browser, grantHosts: true, style })).toEqual({ ...rest, host_permissions: hosts });
  });

  it('opens nothing to pages, runs nothing in them by itself, and stays out of private windows', () => {
    expect(manifest).not.toHaveProperty('web_accessible_resources');
    expect(manifest).not.toHaveProperty('content_scripts');
    expect(manifest).not.toHaveProperty('externally_connectable');
    expect(manifest.incognito).toBe('not_allowed');
  });

  it('lets its own pages run no foreign code, and the background reach sites alone', () => {
    const policy = manifest.content_security_policy.extension_pages;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain(`style-src 'self' ${style};`);
    const sites = /(frame|connect)-src http: https:;/g;
    expect(policy.replace(sites, '')).not.toMatch(/unsafe|https?:|\*/);
  });

  it.each(['popup', 'options', 'welcome'])('lets the page %s reach no network', (page) => {
    const html = readFileSync(new URL(`./${page}/index.html`, import.meta.url), 'utf8');
    expect(html).toContain(`content="connect-src 'none'; frame-src 'none'"`);
  });

  it('lets the page with frames of sites do nothing but have them', () => {
    const html = readFileSync(new URL('./frame-host/index.html', import.meta.url), 'utf8');
    expect(html).toContain(`content="connect-src 'none'; img-src 'none'; style-src 'none'"`);
  });

  it('suggests four keys, which is what browsers allow', () => {
    const commands: Record<string, object> = manifest.commands;
    const suggested = Object.keys(commands).filter((name) => 'suggested_key' in (commands[name] ?? {}));
    expect(suggested).toEqual(['_execute_action', 'next-account', 'previous-account', 'account-1']);
    expect(Object.keys(commands)).toContain('account-9');
  });
});
