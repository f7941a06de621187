import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { OutputSink } from './output';
import { type CrashHandler, OwnedProcess } from './owned-process';
import { refuseTakenPort } from './ports';
import { endLeftover } from './process-table';
import { becomesTrue } from './waiting';

const READY_TIMEOUT_MS = 60_000;
/** A service promises to be gone within this time of SIGTERM. */
const PATIENCE_MS = 25_000;

/**
 * As in the Dockerfile: a smaller nursery of V8 costs a few percent of time and saves some 35 MB of each process. It is cleared
 * by one thread, and one marks beside the main thread: with several, requests wait until each of them has had its turn on the
 * processors that all processes share.
 * Source maps stay off; they would take as much again, and what TypeScript compiles to here reads like its source.
 */
const NODE_FLAGS = ['--max-semi-space-size=8', '--no-parallel-scavenge', '--v8-pool-size=1'];

export interface ServiceProcessOptions {
  /** What it is called in messages: `orders`, `groups-2`. */
  readonly name: string;
  /** The script Node runs. */
  readonly script: string;
  readonly args?: readonly string[];
  /** The whole environment of the process; nothing of ours is added. Its `PORT` says where it answers. */
  readonly env: NodeJS.ProcessEnv;
  /** Remembers the process across runs, so that the next start can end one that was left behind. */
  readonly pidFile?: string;
  /** The setting that moves the port, for the message when it is taken. */
  readonly portSetting?: string;
  readonly readyTimeoutMs?: number;
  readonly onOutput?: OutputSink;
  readonly onCrash?: CrashHandler;
}

/** One of our services as a process of its own, that never outlives us. */
export class ServiceProcess {
  readonly name: string;
  private readonly script: string;
  private process: OwnedProcess | undefined;
  private readiness = 'nothing';

  constructor(private readonly options: ServiceProcessOptions) {
    this.name = options.name;
    this.script = resolve(options.script);
  }

  get pid(): number | undefined {
    return this.process?.pid;
  }

  get url(): string {
    return `http://127.0.0.1:${this.options.env.PORT}`;
  }

  /** The end of what it printed in its latest run. */
  get output(): string {
    return this.process?.tail.toString() ?? '';
  }

  /** Returns when `/health/ready` says 200; fails with the last lines it printed. */
  async start(): Promise<void> {
    await this.launch();
    await this.untilReady();
  }

  private async launch(): Promise<void> {
    if (this.pid !== undefined) return;
    const { pidFile, env, args = [], portSetting, onOutput, onCrash } = this.options;
    if (pidFile) await endLeftover(pidFile, this.script, 'SIGTERM', PATIENCE_MS);
    await refuseTakenPort(Number(env.PORT), this.name, portSetting);
    this.process = new OwnedProcess({
      ...{ name: this.name, command: process.execPath, args: [...NODE_FLAGS, this.script, ...args] },
      ...{ env, stopSignal: 'SIGTERM', patienceMs: PATIENCE_MS, onOutput, onCrash },
    });
    if (pidFile) remember(pidFile, this.process.pid);
  }

  private async untilReady(): Promise<void> {
    const { readyTimeoutMs = READY_TIMEOUT_MS } = this.options;
    const answered = await becomesTrue(
      async () => this.pid === undefined || (await this.isReady()),
      readyTimeoutMs,
    );
    if (answered && this.pid !== undefined) return;
    const why =
      this.pid === undefined
        ? 'ended while starting'
        : `was not ready after ${readyTimeoutMs / 1000} s, /health/ready answered ${this.readiness}`;
    const said = await this.process?.lastWords();
    await this.kill();
    throw new Error(`The service ${this.name} ${why}. It said:\n${said}`);
  }

  /** Asks it to finish what it is doing and end. */
  async stop(): Promise<void> {
    await this.process?.stop();
  }

  /** What a power cut would do to the process. */
  async kill(): Promise<void> {
    await this.process?.kill();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  private async isReady(): Promise<boolean> {
    try {
      const answer = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
      this.readiness = `${answer.status} ${await answer.text()}`;
      return answer.status === 200;
    } catch (error) {
      this.readiness = String(error);
      return false;
    }
  }
}

function remember(pidFile: string, pid: number | undefined): void {
  mkdirSync(dirname(pidFile), { recursive: true });
  writeFileSync(pidFile, `${pid ?? ''}\n`);
}
