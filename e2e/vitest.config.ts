import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { CountReporter } from './count-reporter.ts';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('../src', import.meta.url)) } },
  define: { 'import.meta.env.FIREFOX': 'false' },
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['e2e/**/*.e2e.ts'],
    pool: 'forks',
    // A browser has processes enough of its own: on two cores a second one starves both.
    maxWorkers: availableParallelism() > 2 ? 2 : 1,
    testTimeout: 90_000,
    hookTimeout: 60_000,
    reporters: ['default', new CountReporter()],
  },
});
