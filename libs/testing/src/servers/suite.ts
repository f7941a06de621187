import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DirectoryLock } from './directory-lock';
import { NatsServer } from './nats-server';
import { logFile, type OutputSink } from './output';
import { freePort, freePorts } from './ports';
import { PostgresServer } from './postgres-server';
import { ServiceProcess } from './service-process';
import {
  assignPorts,
  DATABASE_NAMES,
  type DatabaseName,
  PORT_COUNT,
  SERVICE_NAMES,
  type ServiceName,
  settingsOf,
  type SuitePlan,
  type SuitePorts,
} from './suite-plan';
import { keepSecrets } from './suite-secrets';

export interface SuiteOptions {
  /** Where everything is kept: databases, streams, mails, logs, secrets. */
  readonly dataDir: string;
  /** The gateway's port; the others take the six after it. All free ones when left out. */
  readonly port?: number;
  /** Databases on a server of yours. Postgres is started only when one of the four is missing here. */
  readonly databaseUrls?: Partial<Record<DatabaseName, string>>;
  /** A NATS server of yours, instead of the one we would start. */
  readonly natsUrl?: string;
  readonly adminEmail?: string;
  readonly adminPassword?: string;
  /** Added to the environment of every service, before its own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Wins over everything else in the environment of one service. */
  readonly serviceEnv?: Partial<Record<ServiceName, NodeJS.ProcessEnv>>;
  /** How many processes of a service, one by default. */
  readonly replicas?: Partial<Record<ServiceName, number>>;
  /** Postgres may lose data when the machine (not the process) dies. */
  readonly forTests?: boolean;
  /** The script of a service, `dist/apps/<name>/src/main.js` by default. */
  readonly scriptOf?: (name: ServiceName) => string;
  /** Where the output of a process goes, `<dataDir>/logs/<process>.log` by default. */
  readonly sinkOf?: (process: string) => OutputSink;
  /** One sentence per step. */
  readonly onProgress?: (step: string) => void;
  /** A part ended by itself after the suite had started. */
  readonly onCrash?: (part: string, how: string) => void;
}

/** What can be ended: a server or a service. */
interface Part {
  readonly name: string;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** The whole product as real processes: Postgres, NATS and the five services. */
export class Suite {
  readonly dataDir: string;
  /** Undefined when all databases are elsewhere. */
  postgres: PostgresServer | undefined;
  /** Undefined when NATS is elsewhere. */
  nats: NatsServer | undefined;
  private readonly lock: DirectoryLock;
  private services = new Map<ServiceName, ServiceProcess[]>();
  private plan: SuitePlan | undefined;
  private started = false;

  constructor(private readonly options: SuiteOptions) {
    this.dataDir = resolve(options.dataDir);
    this.lock = new DirectoryLock(join(this.dataDir, 'suite.lock'), `The data folder ${this.dataDir}`);
  }

  /** Where the API and the console answer. */
  get url(): string {
    return this.service('gateway').url;
  }

  get natsUrl(): string {
    return this.settled().natsUrl;
  }

  get admin(): { readonly email: string; readonly password: string } {
    const { adminEmail: email, adminPassword: password } = this.settled();
    return { email, password };
  }

  databaseUrl(name: DatabaseName): string {
    return this.settled().databaseUrls[name];
  }

  /** The first (and usually only) process of a service. */
  service(name: ServiceName): ServiceProcess {
    const [first] = this.replicas(name);
    if (!first) throw new Error(`The suite has no ${name} before it is started.`);
    return first;
  }

  /** All processes of a service, to end and start them one by one. */
  replicas(name: ServiceName): readonly ServiceProcess[] {
    return this.services.get(name) ?? [];
  }

  /** Returns when all parts are ready. When one fails everything is stopped again before the error is thrown. */
  async start(): Promise<void> {
    this.lock.take();
    try {
      const ports = await this.choosePorts();
      this.say('Starting Postgres and NATS');
      await this.startServers(ports);
      this.plan = this.makePlan(ports);
      this.services = await this.makeServices(this.plan);
      this.say('Starting the services');
      await this.startServices();
      this.started = true;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Ends everything in order: the door, the services behind it, the servers they use. */
  async stop(): Promise<void> {
    this.started = false;
    const doors = this.replicas('gateway');
    const behind = this.allServices().filter((service) => !doors.includes(service));
    const order: readonly (readonly (Part | undefined)[])[] = [doors, behind, [this.nats], [this.postgres]];
    for (const group of order) {
      await each(group, (part) => this.stopPart(part));
    }
    this.lock.release();
  }

  /** Ends everything at once. */
  async kill(): Promise<void> {
    this.started = false;
    await each([...this.allServices(), this.nats, this.postgres], async (part) => part?.kill());
    this.lock.release();
  }

  private async choosePorts(): Promise<SuitePorts> {
    const { port } = this.options;
    return assignPorts(
      port === undefined
        ? await freePorts(PORT_COUNT)
        : Array.from({ length: PORT_COUNT }, (_, index) => port + index),
    );
  }

  private async startServers(ports: SuitePorts): Promise<void> {
    const { natsUrl, databaseUrls = {}, forTests } = this.options;
    const missing = DATABASE_NAMES.filter((name) => !databaseUrls[name]);
    const server = (name: string, port: number) => ({
      ...{ dataDir: join(this.dataDir, name), port, portSetting: this.portSetting() },
      ...{ onOutput: this.sinkOf(name), onCrash: (how: string) => this.crashed(name, how) },
    });
    if (missing.length > 0)
      this.postgres = new PostgresServer({ ...server('postgres', ports.postgres), forTests });
    if (!natsUrl) this.nats = new NatsServer(server('nats', ports.nats));
    await each([this.postgres, this.nats], async (part) => part?.start());
    for (const name of missing) await this.postgres?.ensureDatabase(name);
  }

  private makePlan(ports: SuitePorts): SuitePlan {
    const { databaseUrls = {}, adminEmail = 'admin@example.com', adminPassword } = this.options;
    const databaseUrl = (name: DatabaseName) => databaseUrls[name] ?? this.postgres?.url(name) ?? '';
    const [identity, groups, orders, support] = [
      databaseUrl('identity'),
      databaseUrl('groups'),
      databaseUrl('orders'),
      databaseUrl('support'),
    ];
    return {
      ...keepSecrets(join(this.dataDir, 'secrets.json'), adminPassword),
      ...{ ports, adminEmail, mailDir: join(this.dataDir, 'mail') },
      natsUrl: this.options.natsUrl ?? this.nats?.url ?? '',
      databaseUrls: { identity, groups, orders, support },
    };
  }

  private async makeServices(plan: SuitePlan): Promise<Map<ServiceName, ServiceProcess[]>> {
    const services = new Map<ServiceName, ServiceProcess[]>();
    for (const name of SERVICE_NAMES) {
      const processes: ServiceProcess[] = [];
      for (let copy = 1; copy <= (this.options.replicas?.[name] ?? 1); copy++) {
        processes.push(await this.makeService(name, copy, plan));
      }
      services.set(name, processes);
    }
    return services;
  }

  private async makeService(name: ServiceName, copy: number, plan: SuitePlan): Promise<ServiceProcess> {
    const { env, serviceEnv, scriptOf = builtScript } = this.options;
    const process = copy === 1 ? name : `${name}-${copy}`;
    const port = copy === 1 ? {} : { PORT: String(await freePort()) };
    return new ServiceProcess({
      name: process,
      script: scriptOf(name),
      env: { ...env, ...settingsOf(name, plan), ...serviceEnv?.[name], ...port },
      pidFile: join(this.dataDir, 'run', `${process}.pid`),
      portSetting: this.portSetting(),
      onOutput: this.sinkOf(process),
      onCrash: (how) => this.crashed(process, how),
    });
  }

  private async startServices(): Promise<void> {
    await each(this.allServices(), (service) => service.start());
  }

  private allServices(): ServiceProcess[] {
    return [...this.services.values()].flat();
  }

  private async stopPart(part: Part | undefined): Promise<void> {
    if (part?.pid === undefined) return;
    this.say(`Stopping ${part.name}`);
    await part.stop();
  }

  private sinkOf(process: string): OutputSink {
    return this.options.sinkOf?.(process) ?? logFile(join(this.dataDir, 'logs', `${process}.log`));
  }

  private portSetting(): string | undefined {
    return this.options.port === undefined ? undefined : 'PORT';
  }

  private crashed(part: string, how: string): void {
    if (this.started) this.options.onCrash?.(part, how);
  }

  private say(step: string): void {
    this.options.onProgress?.(step);
  }

  private settled(): SuitePlan {
    if (!this.plan) throw new Error('The suite knows its addresses only once it has been started.');
    return this.plan;
  }
}

/** Does the same to all and waits for all, also when one fails: nothing may still be starting when we stop. */
async function each<T>(items: readonly T[], action: (item: T) => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(items.map(action));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

function builtScript(name: ServiceName): string {
  return join(repositoryFolder(), 'dist', 'apps', name, 'src', 'main.js');
}

/** We run from the sources (Jest) and from dist (everything else): the folder above with the lock file. */
function repositoryFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package-lock.json'))) {
    if (folder === dirname(folder)) throw new Error(`No package-lock.json above ${__dirname}.`);
    folder = dirname(folder);
  }
  return folder;
}
