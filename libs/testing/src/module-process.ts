import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from './servers';
import { becomesTrue } from './servers/waiting';

const SCRIPT = join(__dirname, 'run-module.cjs');

/** Less than tests that start processes have, so that they hear what it said. */
const PATIENCE_MS = 45_000;
const ANSWER_MS = 2_000;

/** An application module that only tests have, as a process of its own, which ends with ours. */
export class ModuleProcess {
  private said = '';
  private readonly ended: Promise<number | null>;

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text: Buffer) => {
        this.said += text.toString();
      });
    }
    this.ended = once(child, 'exit').then(([code]) => code as number | null);
  }

  /** Runs the `AppModule` that `file` exports; returns when it answers, ready or not. */
  static async serve(file: string, environment: Readonly<Record<string, string>>): Promise<ModuleProcess> {
    const port = String(await freePort());
    const child = launch([file], { ...environment, PORT: port, HOST: '127.0.0.1' });
    const process = new ModuleProcess(child, `http://127.0.0.1:${port}`);
    const isOver = await becomesTrue(
      async () => child.exitCode !== null || (await isAlive(process.url)),
      PATIENCE_MS,
    );
    if (isOver && child.exitCode === null) return process;
    const how = isOver ? 'It ended' : 'It did not answer';
    // Left alone it would go on with what tests of others wait for.
    await process.kill();
    throw new Error(`${how}:\n${process.said}`);
  }

  /** Runs a command of it, such as `migrate`; returns its exit code and what it printed. */
  static async run(
    file: string,
    command: string,
    environment: Readonly<Record<string, string>>,
  ): Promise<{ readonly code: number | null; readonly output: string }> {
    const process = new ModuleProcess(launch([file, command], environment), '');
    return { code: await process.ended, output: process.said };
  }

  /** What it printed. */
  get output(): string {
    return this.said;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Sends a signal and returns at once. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** The exit code, once it has ended; null if a signal ended it. */
  exit(): Promise<number | null> {
    return this.ended;
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

const isAlive = (url: string): Promise<boolean> =>
  fetch(`${url}/health/live`, { signal: AbortSignal.timeout(ANSWER_MS) })
    .then((answer) => answer.arrayBuffer())
    .then(
      () => true,
      () => false,
    );

const launch = (args: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess =>
  spawn(process.execPath, [SCRIPT, ...args], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
