import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { OutputSink } from './output';
import { type CrashHandler, OwnedProcess } from './owned-process';
import { freePort, refuseTakenPort } from './ports';
import { type PostgresAccount, postgresAccount } from './postgres-account';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries';
import { endLeftover } from './process-table';
import { becomesTrue } from './waiting';

const READY_TIMEOUT_MS = 60_000;
const PATIENCE_MS = 15_000;

/** Code-point order and Unicode case mapping that depend on no library of the machine. */
const ENCODING = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
/**
 * A machine that loses power may lose the data. A killed process may not, or fault tests would prove nothing:
 * hence no `synchronous_commit=off`, which keeps commits in the process's memory.
 */
const FOR_TESTS = ['fsync=off', 'full_page_writes=off'];

export interface PostgresServerOptions {
  /** A folder of its own; a cluster that is there already is used again. */
  readonly dataDir: string;
  /** A free one when left out. */
  readonly port?: number;
  /** The setting that moves the port, for the message when it is taken. */
  readonly portSetting?: string;
  /** Fast and careless, for databases that only tests use. */
  readonly forTests?: boolean;
  readonly onOutput?: OutputSink;
  readonly onCrash?: CrashHandler;
}

/** A real Postgres of its own folder, on 127.0.0.1 only, that never outlives us. */
export class PostgresServer {
  readonly name = 'Postgres';
  private readonly dataDir: string;
  private readonly cluster: string;
  private port: number | undefined;
  private process: OwnedProcess | undefined;

  constructor(private readonly options: PostgresServerOptions) {
    this.dataDir = resolve(options.dataDir);
    this.cluster = join(this.dataDir, 'cluster');
    this.port = options.port;
  }

  get pid(): number | undefined {
    return this.process?.pid;
  }

  /** Creates the cluster on first use, clears what a killed run left, and returns when queries are answered. */
  async start(): Promise<void> {
    if (this.pid !== undefined) return;
    const binaries = postgresBinaries();
    mkdirSync(this.dataDir, { recursive: true });
    const account = postgresAccount(binaries.postgres, this.dataDir);
    await endLeftover(join(this.cluster, 'postmaster.pid'), this.cluster, 'SIGINT', PATIENCE_MS);
    this.port ??= await freePort();
    await refuseTakenPort(this.port, this.name, this.options.portSetting);
    if (!existsSync(this.cluster)) await this.createCluster(binaries, account);
    this.process = this.spawn(binaries, account, this.port);
    await this.waitUntilReady(this.process);
  }

  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  async stop(): Promise<void> {
    await this.process?.stop();
    this.process = undefined;
  }

  /** What a power cut would do to the process: postmaster and back ends die at once. */
  async kill(): Promise<void> {
    await this.process?.kill();
    this.process = undefined;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Connection string of a database, by default the one every server has. Contains the password. */
  url(database = 'postgres'): string {
    if (this.port === undefined) throw new Error('Postgres has no port before its first start.');
    return `postgres://postgres:${this.password()}@127.0.0.1:${this.port}/${database}`;
  }

  /** Creates a database unless it is there. */
  async ensureDatabase(name: string): Promise<void> {
    const client = new Client({ connectionString: this.url() });
    await client.connect();
    try {
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    } finally {
      await client.end();
    }
  }

  private password(): string {
    return readFileSync(join(this.dataDir, 'password'), 'utf8').trim();
  }

  private async createCluster(binaries: PostgresBinaries, account: PostgresAccount): Promise<void> {
    const unfinished = `${this.cluster}.new`;
    const passwordFile = join(this.dataDir, 'password');
    rmSync(unfinished, { recursive: true, force: true });
    writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
    if (account.owner) chownSync(passwordFile, account.owner.uid, account.owner.gid);
    const { command, args, ...ids } = account.command(binaries.initdb, [
      ...[
        '--pgdata',
        unfinished,
        '--username',
        'postgres',
        '--auth',
        'scram-sha-256',
        '--pwfile',
        passwordFile,
      ],
      ...[...ENCODING, '--no-instructions', ...(this.options.forTests ? ['--no-sync'] : [])],
    ]);
    await promisify(execFile)(command, [...args], { cwd: '/', ...ids });
    renameSync(unfinished, this.cluster);
  }

  private spawn(binaries: PostgresBinaries, account: PostgresAccount, port: number): OwnedProcess {
    const settings = [
      ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'],
      ...['shared_buffers=256MB', ...(this.options.forTests ? FOR_TESTS : [])],
    ].flatMap((setting) => ['-c', setting]);
    const { onOutput, onCrash } = this.options;
    return new OwnedProcess({
      ...account.command(binaries.postgres, ['-D', this.cluster, '-p', String(port), ...settings]),
      ...{ name: 'Postgres', cwd: '/', stopSignal: 'SIGINT', patienceMs: PATIENCE_MS, onOutput, onCrash },
    });
  }

  private async waitUntilReady(server: OwnedProcess): Promise<void> {
    const answers = await becomesTrue(
      async () => server.pid === undefined || (await this.answers()),
      READY_TIMEOUT_MS,
    );
    if (answers && server.pid !== undefined) return;
    const said = await server.lastWords();
    await this.kill();
    throw new Error(`Postgres did not start. It said:\n${said}`);
  }

  private async answers(): Promise<boolean> {
    const client = new Client({ connectionString: this.url(), connectionTimeoutMillis: 1_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
