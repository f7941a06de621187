import { mkdirSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join, resolve } from 'node:path';
import { natsBinary } from './nats-binary';
import type { OutputSink } from './output';
import { type CrashHandler, OwnedProcess } from './owned-process';
import { freePort, refuseTakenPort } from './ports';
import { endLeftover } from './process-table';
import { becomesTrue } from './waiting';

const READY_TIMEOUT_MS = 15_000;
const PATIENCE_MS = 10_000;

export interface NatsServerOptions {
  /** A folder of its own; streams that are there already are used again. */
  readonly dataDir: string;
  /** A free one when left out. */
  readonly port?: number;
  /** The setting that moves the port, for the message when it is taken. */
  readonly portSetting?: string;
  /** `always` (what we promise) writes every message through to the disk; `default` every two minutes. */
  readonly sync?: 'always' | 'default';
  /** Who may come in, and with what password; anybody when left out. */
  readonly login?: { readonly user: string; readonly password: string };
  readonly onOutput?: OutputSink;
  readonly onCrash?: CrashHandler;
}

/** A real NATS with JetStream in its own folder, on 127.0.0.1 only, that never outlives us. */
export class NatsServer {
  readonly name = 'NATS';
  private readonly dataDir: string;
  private port: number | undefined;
  private process: OwnedProcess | undefined;

  constructor(private readonly options: NatsServerOptions) {
    this.dataDir = resolve(options.dataDir);
    this.port = options.port;
  }

  get pid(): number | undefined {
    return this.process?.pid;
  }

  get url(): string {
    if (this.port === undefined) throw new Error('NATS has no port before its first start.');
    return `nats://127.0.0.1:${this.port}`;
  }

  /** Clears what a killed run left and returns when clients are greeted, which is after JetStream is up. */
  async start(): Promise<void> {
    if (this.pid !== undefined) return;
    const configFile = join(this.dataDir, 'nats.conf');
    const binary = natsBinary();
    mkdirSync(this.dataDir, { recursive: true, mode: 0o700 });
    await endLeftover(join(this.dataDir, 'nats.pid'), configFile, 'SIGTERM', PATIENCE_MS);
    this.port ??= await freePort();
    await refuseTakenPort(this.port, this.name, this.options.portSetting);
    writeFileSync(configFile, this.config(this.port), { mode: 0o600 });
    this.process = this.spawn(binary, configFile);
    await this.waitUntilReady(this.process, this.port);
  }

  async stop(): Promise<void> {
    await this.process?.stop();
    this.process = undefined;
  }

  /** What a power cut would do to the process. */
  async kill(): Promise<void> {
    await this.process?.kill();
    this.process = undefined;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  private config(port: number): string {
    const sync = this.options.sync === 'default' ? '' : '  sync_interval: always\n';
    return [
      `listen: "127.0.0.1:${port}"`,
      ...(this.options.login ? [`authorization ${JSON.stringify(this.options.login)}`] : []),
      `pid_file: ${JSON.stringify(join(this.dataDir, 'nats.pid'))}`,
      `jetstream {\n  store_dir: ${JSON.stringify(join(this.dataDir, 'store'))}\n${sync}}\n`,
    ].join('\n');
  }

  private spawn(command: string, configFile: string): OwnedProcess {
    const { onOutput, onCrash } = this.options;
    const args = ['--config', configFile];
    return new OwnedProcess({
      ...{ name: 'NATS', command, args, cwd: '/', stopSignal: 'SIGTERM', patienceMs: PATIENCE_MS },
      ...{ onOutput, onCrash },
    });
  }

  private async waitUntilReady(server: OwnedProcess, port: number): Promise<void> {
    const greeted = await becomesTrue(
      async () => server.pid === undefined || (await greets(port)),
      READY_TIMEOUT_MS,
    );
    if (greeted && server.pid !== undefined) return;
    const said = await server.lastWords();
    await this.kill();
    throw new Error(`NATS did not start. It said:\n${said}`);
  }
}

/** A NATS server speaks first: one line that begins with INFO. */
function greets(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection({ host: '127.0.0.1', port, timeout: 1_000 });
    const answer = (greeted: boolean) => {
      socket.destroy();
      done(greeted);
    };
    socket.once('data', (data) => answer(data.toString().startsWith('INFO')));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
    socket.once('close', () => answer(false));
  });
}
