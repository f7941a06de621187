/**
 * The first thing every developer command runs: `node tools/bootstrap.mjs [command]`. Installs and builds what
 * is missing or stale, then runs the built command in this same process, so that signals reach it.
 * Plain JavaScript on Node's own modules, because nothing else is there on a fresh clone.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { unsupportedNode } from './bootstrap/node-version.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What can follow the bootstrap, by the name of its npm script. */
const COMMANDS = {
  start: 'dist/tools/start/main.js',
  demo: 'dist/tools/demo/main.js',
  openapi: 'dist/tools/openapi/main.js',
  bench: 'dist/bench/main.js',
};

await main(process.argv[2]);

async function main(command) {
  const complaint = unsupportedNode(process.versions.node);
  if (complaint) return fail(complaint);

  const script = COMMANDS[command];
  if (command && !script)
    return fail(`Unknown command "${command}". There is: ${Object.keys(COMMANDS).join(', ')}.`);

  try {
    const { bootstrap } = await import('./bootstrap/steps.mjs');
    await bootstrap(root);
  } catch (error) {
    const hint =
      error.code === 'EACCES' ? '. Does this checkout belong to another user (used as root, perhaps)?' : '';
    return fail(`${error.message}${hint}`);
  }
  if (!script) return;
  if (!existsSync(join(root, script)))
    return fail(`${script} is not there: this checkout has no "${command}".`);
  process.argv.splice(1, 2, join(root, script));
  await import(pathToFileURL(join(root, script)).href);
}

function fail(message) {
  console.error(`\n${message}\n`);
  process.exitCode = 1;
}
