import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './rendered';

/** Environment variables that a process reads, by its source; each may also come as `<name>_FILE`. */
export function knownSettings(service: string): ReadonlySet<string> {
  const names = ['libs', `apps/${service}`]
    .filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap((folder) => sourcesOf(folder))
    .flatMap((text) => [...text.matchAll(/@Setting\(\s*'([A-Z0-9_]+)'/g)].map(([, name = '']) => name));
  return new Set([...names, ...names.map((name) => `${name}_FILE`), 'NODE_ENV', 'NODE_OPTIONS']);
}

/** Text of the source files below a folder, tests left out. */
export const sourcesOf = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.includes('src/') && file.endsWith('.ts') && !file.endsWith('spec.ts'))
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8'));
