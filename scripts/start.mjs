// `npm start`: installs what is missing, builds, and opens a browser with Hatrack on a demo site. `npm start -- --firefox` for
// the other one.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

const isFirefox = process.argv.includes('--firefox');

await setUp();
const vite = join(root, 'node_modules', '.bin', 'vite');
execFileSync(vite, ['build', '--mode', isFirefox ? 'firefox' : 'chrome', '--logLevel', 'warn'], {
  cwd: root,
  stdio: 'inherit',
});
process.env.HATRACK_BROWSER = isFirefox ? 'firefox' : 'chromium';
// Node 20 does not read TypeScript by itself; vite is here by now.
const { runnerImport } = await import('vite');
const { module } = await runnerImport('/e2e/demo/demo.ts', { root });
await module.demo();
