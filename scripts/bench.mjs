// `npm run bench`: says how fast a switch is, and the popup; `-- popup` or `-- switch` one of them alone. Needs `npm run build:test` first.
import { root } from './setup.mjs';

const { runnerImport } = await import('vite');
const benches = [
  ['switch', '/bench/switch.ts', 'benchSwitch'],
  ['popup', '/bench/popup.ts', 'benchPopup'],
];
const asked = process.argv.slice(2);
for (const [name, file, run] of benches) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { module } = await runnerImport(file, { root });
  await module[run]();
}
