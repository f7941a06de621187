import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './progress.mjs';
import { run } from './run.mjs';

const SETTINGS = ['package-lock.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];
const SOURCES = ['apps', 'libs', 'tools', 'bench'];
const NOT_BUILT = /\.(int-|e2e-)?spec\.ts$|\.d\.m?ts$/;

/** Compiles everything in one go unless dist was built from exactly these sources. */
export async function buildIfStale(root) {
  const stampFile = join(root, 'dist', 'build-stamp.json');
  const now = fingerprint(root);
  const kind = buildNeeded(readStamp(stampFile), now);
  if (kind === 'none') return;

  if (kind === 'clean') rmSync(join(root, 'dist'), { recursive: true, force: true });
  rmSync(stampFile, { force: true });
  const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  await step('Building', () => run(process.execPath, [nest, 'build'], { cwd: root }));
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampFile, JSON.stringify(now));
}

/**
 * `clean` when settings changed or a source went away, since the compiler would leave old output lying about;
 * `incremental` when sources only changed or came; else `none`.
 */
export function buildNeeded(before, now) {
  if (!before || before.settings !== now.settings) return 'clean';
  if (Object.keys(before.sources).some((file) => !(file in now.sources))) return 'clean';
  const changed = Object.entries(now.sources).some(([file, hash]) => before.sources[file] !== hash);
  return changed ? 'incremental' : 'none';
}

/** What the build depends on: one hash over the settings, one per source. */
export function fingerprint(root) {
  const settings = hash(SETTINGS.map((name) => readFileSync(join(root, name))));
  const files = SOURCES.flatMap((folder) => sourcesUnder(root, folder)).sort();
  return {
    settings,
    sources: Object.fromEntries(files.map((file) => [file, hash([readFileSync(join(root, file))])])),
  };
}

function sourcesUnder(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'test' ? [] : sourcesUnder(root, path);
    return /\.(ts|json|js|css|html|svg)$/.test(entry.name) && !NOT_BUILT.test(entry.name) ? [path] : [];
  });
}

function readStamp(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function hash(contents) {
  const digest = createHash('sha256');
  for (const content of contents) digest.update(content);
  return digest.digest('hex');
}
