import { spawn } from 'node:child_process';

/** Runs a program quietly; what it said is shown only when it fails. */
export function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(said);
      else reject(new Error(`${said.trimEnd()}\n\n"${[command, ...args].join(' ')}" failed (code ${code}).`));
    });
  });
}
