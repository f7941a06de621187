/** What the suites run; without it there is nothing to test. */
export const BUILD = { title: 'Build', command: ['node', 'tools/bootstrap.mjs'] };

/** The build, and checks that read the code only; each counts as one test. The longest come first. */
export const CHECKS = [
  BUILD,
  { title: 'Format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { title: 'Types', command: ['tsc', '--noEmit', '-p', 'tsconfig.json'] },
  { title: 'Lint', command: ['oxlint', '--type-aware', '--quiet'] },
  { title: 'Unused code and dependencies', command: ['knip', '--no-progress'] },
];

/** Jest's projects, with how many of their files may run at the same time. */
export const SUITES = [
  { title: 'Unit tests', project: 'unit', options: ['--maxWorkers=2'] },
  { title: 'Integration tests', project: 'together', options: ['--maxWorkers=2'] },
  { title: 'Journey tests', project: 'journey', options: ['--maxWorkers=2', '--testTimeout=180000'] },
];
