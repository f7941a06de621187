import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The compiled entry file of a service. */
export function builtScript(service: string): string {
  return join(repositoryFolder(), 'dist', 'apps', service, 'src', 'main.js');
}

/** We run from the sources (Jest) and from dist (everything else): the folder above with the lock file. */
function repositoryFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package-lock.json'))) {
    if (folder === dirname(folder)) throw new Error(`No package-lock.json above ${__dirname}.`);
    folder = dirname(folder);
  }
  return folder;
}
