import { fileURLToPath } from 'node:url';
import { crx } from '@crxjs/vite-plugin';
import { build, defineConfig, type Plugin, type UserConfig } from 'vite';
import { manifestFor } from './manifest.config.ts';

const source = fileURLToPath(new URL('./src', import.meta.url));

/** `vite build --mode <name>` writes `dist/<name>`. */
const modes = {
  chrome: { grantHosts: false },
  'test-chrome': { grantHosts: true },
} as const;

const shared = {
  resolve: { alias: { '@': source } },
  define: { 'import.meta.env.FIREFOX': 'false' },
} satisfies UserConfig;

/**
 * Scripts for pages are started and registered at run time, so the manifest does not name them and crxjs does not see them.
 * As its `?script` imports they would become web-accessible, and any site could probe for Hatrack; built here, they do not.
 */
function pageScripts(): Plugin {
  return {
    name: 'hatrack-page-scripts',
    apply: 'build',
    async generateBundle() {
      for (const name of ['bridge/page', 'bridge/relay', 'agent/agent', 'agent/frame-agent']) {
        const code = await buildScript(`${source}/${name}.iife.ts`);
        this.emitFile({ type: 'asset', fileName: `${name}.js`, source: code });
      }
    },
  };
}

/** One self-contained script: only such a one runs at `document_start`, before any script of the page. */
async function buildScript(entry: string): Promise<string> {
  const result = await build({
    ...shared,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'chrome148',
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
    ...shared,
    plugins: [crx({ manifest: manifestFor(options), browser: 'chrome' }), pageScripts()],
    build: {
      outDir: `dist/${mode}`,
      emptyOutDir: true,
      target: 'chrome148',
      // The preload helper is for pages with slow networks; the polyfill of it would be dead weight.
      modulePreload: false,
      // The manifest has no place for it: the worker opens it when it needs frames.
      rollupOptions: { input: { 'frame-host': `${source}/frame-host/index.html` } },
    },
  };
});
