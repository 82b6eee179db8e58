// `npm run lint:firefox`: Mozilla's own look at the add-on. Fails at any error, and at any warning that is not expected.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './setup.mjs';

/** The code of each warning, and why it stays. */
const expected = {
  UNSAFE_VAR_ASSIGNMENT:
    'preact can set innerHTML. It does so for dangerouslySetInnerHTML alone, which the linter of this project refuses.',
};

const webExt = join(root, 'node_modules', '.bin', 'web-ext');
const options = ['lint', '--source-dir', join(root, 'dist', 'firefox'), '--self-hosted', '--output', 'json'];
const { stdout, error } = spawnSync(webExt, options, { encoding: 'utf8', maxBuffer: 2 ** 26 });
if (error !== undefined) throw error;
const { errors, warnings, notices } = JSON.parse(stdout);

for (const { _type, code, message, file } of [...errors, ...warnings, ...notices])
  console.log(
    `${_type} ${code} in ${file ?? 'the whole'}: ${message}${code in expected ? `\n  ${expected[code]}` : ''}`,
  );
const unexpected = warnings.filter(({ code }) => !(code in expected));
console.log(`${errors.length} errors, ${warnings.length} warnings, ${unexpected.length} of them unexpected`);
process.exitCode = errors.length + unexpected.length > 0 ? 1 : 0;
