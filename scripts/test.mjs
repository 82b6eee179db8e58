// `npm test`: installs what is missing and runs everything; stops at the first step that fails.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { root, setUp } from './setup.mjs';

/** Two rows at once, each in turn: alone, both leave a core idle most of the time. */
const rows = [
  [['Unit tests', 'test:unit']],
  [
    ['Lint', 'lint'],
    ['Types', 'check'],
    ['Build', 'build'],
    ['Build for tests', 'build:test'],
    ['Add-on lint', 'lint:firefox'],
  ],
];

/** After these: browsers take all that there is. */
const last = ['End to end', 'test:e2e'];

/** What runs beside others, each in a process group of its own. */
const running = new Set();

/** Says what it has to say when it is over: the other row speaks too. */
async function runBeside([title, script]) {
  const began = Date.now();
  const child = spawn('npm', ['run', '--silent', script], {
    cwd: root,
    detached: true,
    env: process.stdout.isTTY ? { FORCE_COLOR: '1', ...process.env } : process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part));
  const [status] = await once(child, 'close');
  running.delete(child);
  console.log(`\n── ${title}: npm run ${script}`);
  process.stdout.write(Buffer.concat(said));
  conclude(title, status, began);
}

function runAlone([title, script]) {
  const began = Date.now();
  console.log(`\n── ${title}: npm run ${script}`);
  const { status } = spawnSync('npm', ['run', '--silent', script], { cwd: root, stdio: 'inherit' });
  conclude(title, status, began);
}

function conclude(title, status, began) {
  if (status !== 0) {
    console.error(`\n${title} failed.`);
    end(status ?? 1);
  }
  console.error(`── ${title}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

function end(status) {
  for (const { pid } of running) process.kill(-pid);
  process.exit(status);
}

await setUp();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(1));
await Promise.all(
  rows.map(async (steps) => {
    for (const step of steps) await runBeside(step);
  }),
);
runAlone(last);
