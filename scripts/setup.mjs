// Installs what is missing for `npm start` and `npm test`. Runs before node_modules exists: Node built-ins only.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Debian's package for each program. */
const programs = { chromium: 'chromium', 'firefox-esr': 'firefox-esr', Xvfb: 'xvfb', xdotool: 'xdotool' };

/** The same for what is no program: a font to draw text with, and what browsers need to be in Arabic. */
const files = {
  '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf': 'fonts-dejavu-core',
  '/usr/lib/chromium/locales/ar.pak': 'chromium-l10n',
  '/usr/lib/firefox-esr/browser/extensions/langpack-ar@firefox-esr.mozilla.org.xpi': 'firefox-esr-l10n-ar',
};

/** Each is a native binding that npm fetches as an optional dependency: now and then it is missing after an install. */
const nativeTools = ['vite', 'tsc', 'biome'];

/** Says what to do and ends: nothing here is a fault of the program. */
class SetupError extends Error {}

/** Makes sure that everything is there. A second run only looks. */
export async function setUp() {
  try {
    checkNode();
    // At once: neither needs the other, and each alone leaves a core idle. What goes wrong in one is said when the other is over.
    const [modules, packages] = await Promise.allSettled([installModules(), installPackages()]);
    for (const { reason } of [modules, packages]) if (reason !== undefined) throw reason;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`\n${error.message}`);
    process.exit(1);
  }
}

/** The range of vite, which needs the newest of all. */
function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!fits)
    throw new SetupError(`Hatrack needs Node 20.19 or 22.12 and later; this is ${process.versions.node}.`);
}

async function installModules() {
  const stamp = join(root, 'node_modules', '.hatrack-stamp');
  const wanted = stampOf(readFileSync(join(root, 'package-lock.json')));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing the modules of package-lock.json …');
  await run('npm', ['ci']);
  if (!nativeToolsWork()) await run('npm', ['ci', '--include=optional']);
  if (!nativeToolsWork()) {
    throw new SetupError(
      'npm left out the native part of vite, tsc or biome. Remove node_modules and try again.',
    );
  }
  writeFileSync(stamp, wanted);
}

/** Another Node or another lockfile may want other modules. */
function stampOf(lockfile) {
  const major = process.versions.node.split('.')[0];
  return `${createHash('sha256').update(lockfile).digest('hex')} node ${major} ${process.platform} ${process.arch}`;
}

function nativeToolsWork() {
  return nativeTools.every((tool) => {
    const path = join(root, 'node_modules', '.bin', tool);
    return spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0;
  });
}

async function installPackages() {
  const missing = Object.entries(programs)
    .filter(([program]) => !isOnPath(program))
    .map(([, name]) => name);
  for (const [file, name] of Object.entries(files)) if (!existsSync(file)) missing.push(name);
  if (missing.length === 0) return;
  const install = ['install', '-y', '--no-install-recommends', ...missing];
  if (process.getuid?.() !== 0) {
    throw new SetupError(
      `These Debian packages are missing. Run this line, then try again:\nsudo apt-get ${install.join(' ')}`,
    );
  }
  console.log(`Installing from Debian: ${missing.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], env);
  await run('apt-get', install, env);
}

function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, program)));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function run(command, args, env = process.env) {
  const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
  const ended = await once(child, 'close').catch((error) => [error]);
  if (ended[0] !== 0) {
    throw new SetupError(`This failed, and its own words above say why: ${command} ${args.join(' ')}`, {
      cause: ended[0],
    });
  }
}
