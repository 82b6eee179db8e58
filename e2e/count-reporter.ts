import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with one plain line that any tool can read, `N passed, N failed`; before it stands what passed at the second try alone. */
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
        if (test.diagnostic()?.flaky) stumbled.push(`${test.project.name}: ${test.fullName}`);
        if (state === 'passed') passed++;
        else if (state !== 'skipped') failed++;
      }
    }
    if (stumbled.length > 0)
      process.stdout.write(`\nAt the second try:\n${stumbled.map((name) => `  ${name}\n`).join('')}`);
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  }
}
