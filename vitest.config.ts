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
  },
});
