import { resultOf, skippedIn, summary } from './summary.mjs';

describe('summary', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 1,
    testResults: [
      {
        name: '/repo/test/console.e2e-spec.ts',
        assertionResults: [{ status: 'pending' }, { status: 'pending' }],
      },
      { name: '/repo/test/journey.e2e-spec.ts', assertionResults: [{ status: 'passed' }] },
    ],
  };

  it('adds up the suites, a file that could not be loaded as one failure', () => {
    const results = [{ passed: 1, failed: 0, skipped: [] }, resultOf(report, 1, '/repo')];

    expect(summary(results)).toBe('4 passed, 2 failed, 2 skipped');
    expect(skippedIn(results)).toEqual(['test/console.e2e-spec.ts']);
  });

  it('mentions skipped tests only when there are some', () => {
    expect(summary([resultOf({ numPassedTests: 2 }, 0, '/repo')])).toBe('2 passed, 0 failed');
  });

  it.each([
    ['Jest left no report', undefined],
    ['Jest failed although no test did', { numPassedTests: 0, numFailedTests: 0 }],
  ])('counts a failure when %s', (_, jestReport) => {
    expect(summary([resultOf(jestReport, 1, '/repo')])).toBe('0 passed, 1 failed');
  });
});
