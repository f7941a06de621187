import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The product's version, from the package.json above the code: the same in a checkout and in an image. */
export function productVersion(folder = __dirname): string {
  const file = join(folder, 'package.json');
  if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  if (folder === dirname(folder)) throw new Error('There is no package.json above the code.');
  return productVersion(dirname(folder));
}
