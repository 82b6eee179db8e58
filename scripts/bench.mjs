// `npm run bench`: says how fast a switch is. Needs `npm run build:test` first.
import { root } from './setup.mjs';

const { runnerImport } = await import('vite');
const { module } = await runnerImport('/bench/switch.ts', { root });
await module.benchSwitch();
