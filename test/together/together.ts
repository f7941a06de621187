import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/**
 * Declares the tests of a share of a folder's files as if they stood in one file, so that all that they import is loaded
 * once. Each file still has a service, a database and a broker of its own. What a file changes of the process is put back
 * after it; the ones that replace modules are in folders below, and run by themselves.
 */
export function together(folder: string, { share = 1, of = 1 } = {}): void {
  const files = readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.int-spec.ts'))
    .map((name) => join(ROOT, folder, name))
    .toSorted();
  for (const file of files.filter((_, i) => i % of === share - 1)) {
    describe(file.slice(ROOT.length + 1), () => {
      const environment = { ...process.env };

      afterAll(() => {
        jest.restoreAllMocks();
        process.env = environment;
      });

      require(file);
    });
  }
}
