// `npm test`: installs what is missing and runs everything; stops at the first step that fails.
import { spawnSync } from 'node:child_process';
import { root, setUp } from './setup.mjs';

const steps = [
  ['Lint', 'lint'],
  ['Types', 'check'],
  ['Unit tests', 'test:unit'],
  ['Build', 'build'],
  ['Build for tests', 'build:test'],
  ['Add-on lint', 'lint:firefox'],
  ['End to end', 'test:e2e'],
];

setUp();
for (const [title, script] of steps) {
  const began = Date.now();
  console.log(`\n── ${title}: npm run ${script}`);
  const { status } = spawnSync('npm', ['run', '--silent', script], { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`\n${title} failed.`);
    process.exit(status ?? 1);
  }
  console.error(`── ${title}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
}
