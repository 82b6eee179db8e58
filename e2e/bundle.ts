import { fileURLToPath } from 'node:url';
import { build, type Rollup } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** One file of ours with all that it imports, as one script. */
export async function bundle(entry: string): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { '@': `${root}src` } },
    define: {
      'import.meta.env.FIREFOX': String(process.env.HATRACK_BROWSER === 'firefox'),
      'process.env.NODE_ENV': '"production"',
    },
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'hatrackContract' } },
  });
  const [output] = built as Rollup.RollupOutput[];
  const [chunk] = output?.output ?? [];
  if (chunk === undefined) throw new Error(`Nothing was built of ${entry}`);
  return chunk.code;
}
