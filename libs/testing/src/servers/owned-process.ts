import { type ChildProcess, spawn } from 'node:child_process';
import { Leash, unref } from './leash';
import { type OutputSink, OutputTail } from './output';
import { childrenOf, isAlive, signalProcess } from './process-table';
import { becomesTrue } from './waiting';

const KILL_WAIT_MS = 5_000;
const OUTPUT_WAIT_MS = 500;
const LAST_WORDS = 12;

export interface OwnedProcessOptions {
  /** What it is called in messages. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** The signal that asks it to end in order. */
  readonly stopSignal: NodeJS.Signals;
  /** How long it may take for that before it is killed. */
  readonly patienceMs: number;
  readonly onOutput?: OutputSink;
  readonly onCrash?: CrashHandler;
}

/** Called when a process ends without having been asked to, with its last lines. */
export type CrashHandler = (how: string, lastWords: string) => void;

/**
 * One run of a child process that never outlives us. It gets a process group of its own, so that Ctrl-C in
 * a terminal reaches only us and we decide the order in which things end.
 */
export class OwnedProcess {
  readonly tail = new OutputTail();
  private readonly child: ChildProcess;
  /** Resolves when it has ended and everything it printed has arrived. */
  private readonly finished: Promise<void>;
  private asked = false;
  private running = true;

  constructor(private readonly options: OwnedProcessOptions) {
    const { command, args, env, cwd, uid, gid } = options;
    const stdio = ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'];
    this.child = spawn(command, args, { env, cwd, uid, gid, stdio, detached: true });
    this.child.unref();
    for (const stream of [this.child.stdout, this.child.stderr]) this.follow(stream);
    this.finished = this.watch();
  }

  get pid(): number | undefined {
    return this.running ? this.child.pid : undefined;
  }

  /** Asks it to end, and kills it when it does not within its patience. */
  async stop(): Promise<void> {
    this.end(this.options.stopSignal);
    if (!(await this.endsWithin(this.options.patienceMs))) await this.kill();
  }

  /** Ends it and its children at once, without giving it a chance to notice. */
  async kill(): Promise<void> {
    const { pid } = this;
    const family = pid === undefined ? [] : childrenOf(pid);
    this.end('SIGKILL');
    for (const child of family) signalProcess(child, 'SIGKILL');
    await this.endsWithin(KILL_WAIT_MS);
    await becomesTrue(() => !family.some(isAlive), KILL_WAIT_MS);
  }

  /** Why it ended, in its own words. */
  async lastWords(): Promise<string> {
    if (!this.running) await this.finished;
    return this.tail.lines(LAST_WORDS);
  }

  private end(signal: NodeJS.Signals): void {
    this.asked = true;
    if (this.pid !== undefined) signalProcess(this.pid, signal);
  }

  /** Polls, because what we wait for does not keep our event loop alive. */
  private endsWithin(timeoutMs: number): Promise<boolean> {
    return becomesTrue(() => !this.running, timeoutMs);
  }

  private follow(stream: NodeJS.ReadableStream | null): void {
    unref(stream);
    stream?.setEncoding('utf8');
    stream?.on('data', (text: string) => {
      this.tail.add(text);
      this.options.onOutput?.(text);
    });
  }

  private watch(): Promise<void> {
    const { stopSignal, patienceMs, onCrash } = this.options;
    const leash =
      this.child.pid === undefined ? undefined : new Leash(this.child.pid, stopSignal, patienceMs);
    return new Promise((resolve) => {
      const finish = (how: string) => {
        if (!this.running) return;
        this.running = false;
        leash?.letGo();
        const enough = setTimeout(resolve, OUTPUT_WAIT_MS); // its children may keep the pipe open
        this.child.once('close', () => {
          clearTimeout(enough);
          resolve();
        });
        if (!this.asked && onCrash) void this.lastWords().then((words) => onCrash(how, words));
      };
      this.child.once('error', (error) => finish(error.message));
      this.child.once('exit', (code, signal) => finish(signal ? `signal ${signal}` : `code ${code}`));
    });
  }
}
