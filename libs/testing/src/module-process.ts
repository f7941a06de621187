import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from './eventually';
import { freePort } from './servers';

const SCRIPT = join(__dirname, 'run-module.cjs');

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
    await eventually(async () => {
      if (child.exitCode !== null) return;
      await (await fetch(`${process.url}/health/live`)).arrayBuffer();
    }, 60_000);
    if (child.exitCode !== null) throw new Error(`It ended:\n${process.said}`);
    return process;
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

const launch = (args: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess =>
  spawn(process.execPath, [SCRIPT, ...args], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
