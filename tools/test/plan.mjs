/** Checks that read the code only; each counts as one test. */
export const CHECKS = [
  { title: 'Format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { title: 'Lint', command: ['oxlint', '--type-aware', '--quiet'] },
  { title: 'Unused code and dependencies', command: ['knip', '--no-progress'] },
  { title: 'Types', command: ['tsc', '--noEmit', '-p', 'tsconfig.json'] },
];

/** Jest's projects, with how many of their files may run at the same time. */
export const SUITES = [
  { title: 'Unit tests', project: 'unit', options: ['--maxWorkers=2'] },
  { title: 'Integration tests', project: 'together', options: ['--maxWorkers=2'] },
  { title: 'Journey tests', project: 'journey', options: ['--runInBand', '--testTimeout=180000'] },
];
