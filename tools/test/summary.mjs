import { relative } from 'node:path';

/**
 * What Jest's report says, with a file that could not even be loaded counted as one failed test. No report, or
 * a bad exit code with nothing failed in it, is a failure too.
 */
export function resultOf(report, exitCode, root) {
  const passed = report?.numPassedTests ?? 0;
  const reported = (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0);
  const failed = exitCode !== 0 && reported === 0 ? 1 : reported;
  return { passed, failed, skipped: (report?.testResults ?? []).flatMap((file) => skippedTests(file, root)) };
}

export function totalOf(results) {
  const sum = (count) => results.reduce((total, result) => total + count(result), 0);
  return {
    passed: sum((result) => result.passed),
    failed: sum((result) => result.failed),
    skipped: sum((result) => result.skipped.length),
  };
}

/** The last line of the run: `12 passed, 0 failed` or `12 passed, 0 failed, 3 skipped`. */
export function summary(results) {
  const { passed, failed, skipped } = totalOf(results);
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The files with skipped tests, each once. */
export function skippedIn(results) {
  return [...new Set(results.flatMap((result) => result.skipped))].sort();
}

function skippedTests({ name, assertionResults }, root) {
  const skipped = assertionResults.filter(({ status }) => status === 'pending' || status === 'todo');
  return skipped.map(() => relative(root, name));
}
