import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: { 'import.meta.env.FIREFOX': 'false' },
  // The fuzzed ones take seconds on a machine that is busy.
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'node',
    setupFiles: 'src/testing/speak-english.ts',
    testTimeout: 60_000,
    // Vitest would leave a core out. A thread begins with less than a process does, which is a fifth of what they take in all.
    maxWorkers: availableParallelism(),
    pool: 'threads',
  },
});
