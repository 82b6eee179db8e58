// `npm run screenshots`: takes a picture of every state of popup and settings, into `dist/pictures/`; with `-- --approve` they become
// what the visual check compares with. Needs `npm run build` first.
import { root } from './setup.mjs';

const { runnerImport } = await import('vite');
const resolve = { alias: { '@': `${root}/src` } };
const { module } = await runnerImport('/e2e/pictures/contact-sheet.ts', { root, configFile: false, resolve });
await module.takePictures({ approve: process.argv.includes('--approve') });
