import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { crx } from '@crxjs/vite-plugin';
import { build, defineConfig, type Plugin, type UserConfig } from 'vite';
import { type ManifestOptions, manifestFor } from './manifest.config.ts';

const source = fileURLToPath(new URL('./src', import.meta.url));

/** `vite build --mode <name>` writes `dist/<name>`. */
const modes = {
  chrome: { browser: 'chrome', grantHosts: false },
  'test-chrome': { browser: 'chrome', grantHosts: true },
  firefox: { browser: 'firefox', grantHosts: false },
  'test-firefox': { browser: 'firefox', grantHosts: true },
} as const;

type Browser = ManifestOptions['browser'];

/** The oldest that can run the output; the manifests say the same. */
const targets = { chrome: 'chrome148', firefox: 'firefox153' } as const;

/**
 * The polyfill is an old script, and a bundler that imports one copies all that it exports: of the browser's API each part, which the browser
 * makes when it is first asked for. As a module it is taken as it is.
 */
function polyfillAsModule(): Plugin {
  return {
    name: 'hatrack-polyfill-as-module',
    transform: {
      filter: { id: /webextension-polyfill\/dist\/browser-polyfill\.js$/ },
      handler: (code) =>
        `const module = { exports: {} }; const { exports } = module;\n${code}\nexport default module.exports;`,
    },
  };
}

function sharedBy(browser: Browser) {
  return {
    plugins: [polyfillAsModule()],
    resolve: { alias: { '@': source } },
    define: { 'import.meta.env.FIREFOX': String(browser === 'firefox') },
  } satisfies UserConfig;
}

/**
 * Scripts that are whole in themselves. Those for websites are started and registered at run time, so the manifest does not name them and
 * crxjs does not see them: as its `?script` imports they would become web-accessible, and any site could probe for Hatrack.
 */
const wholeScripts = [
  'bridge/page.iife.ts',
  'bridge/relay.iife.ts',
  'agent/agent.iife.ts',
  'agent/frame-agent.iife.ts',
  'ui/first-paint.iife.ts',
];

function buildWholeScripts(browser: Browser): Plugin {
  return {
    name: 'hatrack-whole-scripts',
    apply: 'build',
    async generateBundle() {
      for (const entry of wholeScripts) {
        const { fileName, code } = await buildScript(entry, browser);
        this.emitFile({ type: 'asset', fileName, source: code });
      }
    },
  };
}

/**
 * A popup is waited for, so it is one script, and a page that has the styles in it: as modules it took twice the time until it had been
 * read, and a style sheet is one more file for a browser that is busy opening a window. They stand behind the script, which has asked the
 * worker by the time that they are read.
 */
function popupPage({ fileName, code, css }: WholeScript): Plugin {
  return {
    name: 'hatrack-popup-page',
    apply: 'build',
    transformIndexHtml: (_, { path }) =>
      path.endsWith('/popup/index.html') ? [{ tag: 'style', children: css, injectTo: 'head' }] : [],
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: compiledWhole + code });
    },
  };
}

/**
 * Has Chromium compile a script whole while it is being read, and not each function when it is called first: nearly all of the popup's are
 * before it is painted (https://v8.dev/blog/explicit-compile-hints).
 */
const compiledWhole = '//# allFunctionsCalledOnLoad\n';

interface WholeScript {
  readonly fileName: string;
  readonly code: string;
  /** The style sheet of what it draws, if anything. */
  readonly css: string;
}

/** One self-contained script: only such a one runs at `document_start`, before any script of the page. */
async function buildScript(entry: string, browser: Browser): Promise<WholeScript> {
  const result = await build({
    ...sharedBy(browser),
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: targets[browser],
      // Else the script would add it to the page, as a style that the policy of our pages forbids.
      cssCodeSplit: false,
      rollupOptions: { input: `${source}/${entry}`, output: { format: 'iife' } },
    },
  });
  const output = Array.isArray(result) ? result[0] : result;
  if (output === undefined || !('output' in output)) throw new Error(`No script came out of ${entry}`);
  const [{ code }, sheet] = output.output;
  const css = sheet?.type === 'asset' ? String(sheet.source).trim() : '';
  return { fileName: entry.replace(/\.iife\.tsx?$/, '.js'), code, css };
}

/** How a policy names a style that stands in a page itself. */
function hashOf(css: string): string {
  return `'sha256-${createHash('sha256').update(css).digest('base64')}'`;
}

export default defineConfig(async ({ mode }) => {
  const options = modes[mode as keyof typeof modes];
  if (options === undefined) throw new Error(`Build with --mode ${Object.keys(modes).join(' or ')}`);
  const shared = sharedBy(options.browser);
  const popup = await buildScript('popup/main.iife.tsx', options.browser);
  return {
    ...shared,
    plugins: [
      ...shared.plugins,
      crx({ manifest: manifestFor({ ...options, style: hashOf(popup.css) }), browser: options.browser }),
      buildWholeScripts(options.browser),
      popupPage(popup),
    ],
    build: {
      outDir: `dist/${mode}`,
      emptyOutDir: true,
      target: targets[options.browser],
      // A page names all its modules at once, so that none waits for another to be read; browsers need no polyfill for that.
      modulePreload: { polyfill: false },
      // The manifest has no place for these: the background opens them, when it needs frames and when it is new here.
      rollupOptions: {
        input: {
          'frame-host': `${source}/frame-host/index.html`,
          welcome: `${source}/welcome/index.html`,
        },
      },
    },
  };
});
