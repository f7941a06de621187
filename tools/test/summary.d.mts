interface Result {
  readonly passed: number;
  readonly failed: number;
  /** The file of each skipped test. */
  readonly skipped: readonly string[];
}

export function resultOf(report: object | undefined, exitCode: number, root: string): Result;
export function totalOf(results: readonly Result[]): { passed: number; failed: number; skipped: number };
export function summary(results: readonly Result[]): string;
export function skippedIn(results: readonly Result[]): string[];
