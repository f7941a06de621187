import { join, relative } from 'node:path';
import { Suite } from '../../libs/testing/src/servers';
import { screen } from './screen';
import { startSettings } from './start.config';

const LOOK_UP_MS = 1_000;

/** `npm start`: the whole suite on this machine until Ctrl-C. */
async function main(): Promise<void> {
  const startedAt = Date.now();
  const suite = new Suite({
    ...startSettings(process.env),
    onProgress: (step) => console.log(`  ${step} …`),
    onCrash: (part, how, lastWords) => void end(suite, 1, crashMessage(suite, part, how, lastWords)),
  });
  stopOnSignals(suite);
  try {
    await suite.start();
  } catch (error) {
    if (!ending) await end(suite, 1, error instanceof Error ? error.message : String(error));
    return;
  }
  console.log(screen(suite, (Date.now() - startedAt) / 1000));
  stopWithoutNpm(suite);
}

let ending = false;

function stopOnSignals(suite: Suite): void {
  process.stdout.on('error', () => undefined); // a closed terminal
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (ending) void suite.kill().finally(() => process.exit(130));
      else void end(suite, 0, 'Stopping (once more to stop at once)');
    });
  }
}

/** A killed npm cannot tell us. This timer is also what keeps us alive: our children do not. */
function stopWithoutNpm(suite: Suite): void {
  const { ppid: parent, env } = process;
  setInterval(() => {
    if (env.npm_lifecycle_event && process.ppid !== parent) void end(suite, 0, 'npm is gone, stopping');
  }, LOOK_UP_MS);
}

/** Says why, stops everything in order, exits. */
async function end(suite: Suite, code: number, message: string): Promise<void> {
  if (ending) return;
  ending = true;
  (code === 0 ? console.log : console.error)(`\n${message}\n`);
  await suite.stop().catch((error: unknown) => console.error(error));
  if (code === 0) console.log('\nStopped. "npm start" brings everything back.');
  process.exit(code);
}

function crashMessage(suite: Suite, part: string, how: string, lastWords: string): string {
  const file = relative(process.cwd(), join(suite.dataDir, 'logs', `${part}.log`));
  return `${part} ended unexpectedly (${how}), so everything is being stopped. Its last lines:\n\n${lastWords}\n\nMore in ${file}`;
}

main().catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
