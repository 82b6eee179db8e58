import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { CountReporter } from './count-reporter.ts';

/** Each scenario runs in both browsers; `HATRACK_BROWSER` asks for one alone. `differences.ts` says what is not the same. */
const browsers = process.env.HATRACK_BROWSER?.split(',') ?? ['chromium', 'firefox'];

export default defineConfig({
  test: {
    // A browser has processes enough of its own, but waits a good deal.
    maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
    reporters: ['default', new CountReporter()],
    projects: browsers.map((browser) => ({
      resolve: { alias: { '@': fileURLToPath(new URL('../src', import.meta.url)) } },
      define: { 'import.meta.env.FIREFOX': String(browser === 'firefox') },
      test: {
        name: browser,
        env: { HATRACK_BROWSER: browser },
        root: fileURLToPath(new URL('..', import.meta.url)),
        include: ['e2e/**/*.e2e.ts'],
        pool: 'forks' as const,
        // So that files can go on with the browser of the one before: see `driver/spare-browser.ts`.
        isolate: false,
        // Of those that wait beside others: more browsers that start at once would take each other's time.
        maxConcurrency: 4,
        // On a busy machine one of four hundred scenarios stumbles now and then; what did is named at the end, with how often. What
        // must never happen is not tried again: those scenarios say `retry: 0`.
        retry: 2,
        testTimeout: 300_000,
        hookTimeout: 180_000,
      },
    })),
  },
});
