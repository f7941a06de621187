import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resultOf } from './summary.mjs';

export function heading(title) {
  console.log(`\n── ${title} ${'─'.repeat(Math.max(0, 70 - title.length))}`);
}

/** Runs checks, two at a time; each shows what it said when it is done, and counts as one test. */
export async function runChecks(root, checks) {
  const [waiting, results] = [[...checks], []];
  const runSome = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift())
      results.push(await runCheck(root, check));
  };
  await Promise.all([runSome(), runSome()]);
  return results;
}

async function runCheck(root, { title, command: [name, ...args] }) {
  const said = [];
  const code = await timed(title, async () => {
    const code = await runTool(root, name, args, 'pipe', (text) => said.push(text));
    process.stdout.write(Buffer.concat(said));
    return code;
  });
  return { title, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] };
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
    heading(title);
    const code = await timed(title, () => runTool(root, 'jest', args, 'ignore'));
    return resultOf(readIfThere(file), code, root);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(title, work) {
  const started = Date.now();
  const code = await work();
  console.log(`${code === 0 ? '✓' : '✗'} ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return code;
}

/**
 * `--json` also prints the results to standard output, which nobody wants to read: hence `output`. With `pipe` all that is
 * said goes to `hear`.
 */
function runTool(root, name, args, output, hear) {
  const tool = name === 'node' ? process.execPath : join(root, 'node_modules', '.bin', name);
  return new Promise((resolve) => {
    const child = spawn(tool, args, { cwd: root, stdio: ['ignore', output, hear ? 'pipe' : 'inherit'] });
    for (const stream of hear ? [child.stdout, child.stderr] : []) stream.on('data', hear);
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}

function readIfThere(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
