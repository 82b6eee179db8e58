// `npm start`: installs what is missing, builds, and opens a browser with Hatrack on a demo site.
import { execFileSync } from 'node:child_process';
import { root, setUp } from './setup.mjs';

setUp();
execFileSync('npm', ['run', '--silent', 'build', '--', '--logLevel', 'warn'], {
  cwd: root,
  stdio: 'inherit',
});
// Node 20 does not read TypeScript by itself; vite is here by now.
const { runnerImport } = await import('vite');
const { module } = await runnerImport('/e2e/demo/demo.ts', { root });
await module.demo();
