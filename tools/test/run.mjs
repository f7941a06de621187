import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resultOf } from './summary.mjs';

export function heading(title) {
  console.log(`\n── ${title} ${'─'.repeat(Math.max(0, 70 - title.length))}`);
}

/** Runs one check; it counts as one test. */
export async function runCheck(root, { title, command: [name, ...args] }) {
  const code = await timed(title, () => runTool(root, name, args));
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] };
}

/** Runs one Jest project and counts its tests. */
export async function runSuite(root, { title, project, options }) {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-results-'));
  const file = join(folder, 'results.json');
  const args = [
    '--selectProjects',
    project,
    ...options,
    '--passWithNoTests',
    '--json',
    `--outputFile=${file}`,
  ];
  try {
    const code = await timed(title, () => runTool(root, 'jest', args, 'ignore'));
    return resultOf(readIfThere(file), code, root);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(title, work) {
  heading(title);
  const started = Date.now();
  const code = await work();
  console.log(`${code === 0 ? '✓' : '✗'} ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return code;
}

/** `--json` also prints the results to standard output, which nobody wants to read: hence `output`. */
function runTool(root, name, args, output = 'inherit') {
  const tool = join(root, 'node_modules', '.bin', name);
  return new Promise((resolve) => {
    const child = spawn(tool, args, { cwd: root, stdio: ['ignore', output, 'inherit'] });
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function readIfThere(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
