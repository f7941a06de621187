/** Adds to package-lock.json what npm forgot, so that `npm ci` accepts it: `node tools/complete-lock.mjs`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { entryOf, forgottenPackages } from './bootstrap/lock-file.mjs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));

const forgotten = forgottenPackages(lock.packages);
for (const missing of forgotten) lock.packages[`node_modules/${missing.name}`] = entryOf(missing);
const byPath = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
if (forgotten.length > 0) {
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(byPath) }, null, 2)}\n`);
}
console.log(`${forgotten.length} packages added to the lock file.`);
