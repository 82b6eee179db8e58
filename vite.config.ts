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

function sharedBy(browser: Browser) {
  return {
    resolve: { alias: { '@': source } },
    define: { 'import.meta.env.FIREFOX': String(browser === 'firefox') },
  } satisfies UserConfig;
}

/**
 * Scripts for pages are started and registered at run time, so the manifest does not name them and crxjs does not see them.
 * As its `?script` imports they would become web-accessible, and any site could probe for Hatrack; built here, they do not.
 */
function pageScripts(browser: Browser): Plugin {
  return {
    name: 'hatrack-page-scripts',
    apply: 'build',
    async generateBundle() {
      for (const name of ['bridge/page', 'bridge/relay', 'agent/agent', 'agent/frame-agent', firstPaint]) {
        const code = await buildScript(`${source}/${name}.iife.ts`, browser);
        this.emitFile({ type: 'asset', fileName: `${name}.js`, source: code });
      }
    },
  };
}

/** Held up by it, a page of ours is painted in its theme from the start; a module would run too late for that. */
const firstPaint = 'ui/first-paint';

function themedPages(): Plugin {
  return {
    name: 'hatrack-themed-pages',
    transformIndexHtml: {
      // Vite has seen the scripts of the page by then, and leaves this one as it is.
      order: 'post',
      handler: (_, { filename }) =>
        /(popup|options)\/index\.html$/.test(filename)
          ? [{ tag: 'script', attrs: { src: `/${firstPaint}.js` }, injectTo: 'head-prepend' }]
          : [],
    },
  };
}

/** One self-contained script: only such a one runs at `document_start`, before any script of the page. */
async function buildScript(entry: string, browser: Browser): Promise<string> {
  const result = await build({
    ...sharedBy(browser),
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: targets[browser],
      rollupOptions: { input: entry, output: { format: 'iife' } },
    },
  });
  const output = Array.isArray(result) ? result[0] : result;
  if (output === undefined || !('output' in output)) throw new Error(`No script came out of ${entry}`);
  return output.output[0].code;
}

export default defineConfig(({ mode }) => {
  const options = modes[mode as keyof typeof modes];
  if (options === undefined) throw new Error(`Build with --mode ${Object.keys(modes).join(' or ')}`);
  return {
    ...sharedBy(options.browser),
    plugins: [
      crx({ manifest: manifestFor(options), browser: options.browser }),
      pageScripts(options.browser),
      themedPages(),
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
