import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with one plain line that any tool can read, `N passed, N failed`; before it stands what did not pass at the first try. */
export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    let passed = 0;
    let failed = 0;
    const stumbled: string[] = [];
    for (const module of modules) {
      // A file that could not even be loaded has no tests to count.
      if (module.errors().length > 0) failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        const again = test.diagnostic()?.retryCount ?? 0;
        if (again > 0) stumbled.push(`${test.project.name}, tried ${again + 1} times: ${test.fullName}`);
        if (state === 'passed') passed++;
        else if (state !== 'skipped') failed++;
      }
    }
    if (stumbled.length > 0)
      process.stdout.write(`\nNot at the first try:\n${stumbled.map((name) => `  ${name}\n`).join('')}`);
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  }
}
