import { join, resolve } from 'node:path';
import { builtScript } from './built-script';
import { DirectoryLock } from './directory-lock';
import { each } from './each';
import { NatsServer } from './nats-server';
import { logFile, type OutputSink } from './output';
import type { CrashHandler } from './owned-process';
import { freePort, freePorts } from './ports';
import { PostgresServer } from './postgres-server';
import { ServiceProcess } from './service-process';
import type { SuiteOptions } from './suite-options';
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

/** What can be ended: a server or a service. */
interface Part {
  readonly name: string;
  readonly pid: number | undefined;
  stop(): Promise<void>;
  kill(): Promise<void>;
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
  private starting: Promise<void> | undefined;
  private started = false;
  private stopping = false;

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
    this.stopping = false;
    this.starting = this.startAll();
    try {
      await this.starting;
      this.started = true;
    } catch (error) {
      await this.stopAll();
      this.lock.release();
      throw error;
    }
  }

  /** Ends everything in order: the door, the services behind it, the servers they use. */
  async stop(): Promise<void> {
    await this.end(() => this.stopAll());
  }

  /** Ends everything at once. */
  async kill(): Promise<void> {
    await this.end(() => each(this.parts().flat(), async (part) => part.kill()));
  }

  private async startAll(): Promise<void> {
    const ports = await this.choosePorts();
    await this.startServers(ports);
    this.plan = this.makePlan(ports);
    this.services = await this.makeServices(this.plan);
    if (this.stopping) throw new Error('The suite was stopped while it was starting.');
    this.say('Starting the services');
    await each([...this.services.values()].flat(), (service) => service.start());
    const lost = this.parts()
      .flat()
      .find((part) => part.pid === undefined);
    if (lost) throw new Error(`${lost.name} ended while the others were starting.`);
  }

  /** Twice, because a start that was under way may have started one more part meanwhile. */
  private async end(endAll: () => Promise<void>): Promise<void> {
    this.started = false;
    this.stopping = true;
    await endAll();
    await this.starting?.catch(() => undefined);
    await endAll();
    this.lock.release();
  }

  private async stopAll(): Promise<void> {
    for (const group of this.parts()) await each(group, (part) => this.stopPart(part));
  }

  /** All parts that may be running, in the order in which to stop them. */
  private parts(): readonly (readonly Part[])[] {
    const doors = this.replicas('gateway');
    const behind = [...this.services.values()].flat().filter((service) => !doors.includes(service));
    return [doors, behind, this.nats ? [this.nats] : [], this.postgres ? [this.postgres] : []];
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
      ...{ onOutput: this.sinkOf(name), onCrash: this.crashHandler(name) },
    });
    if (missing.length > 0)
      this.postgres = new PostgresServer({ ...server('postgres', ports.postgres), forTests });
    if (!natsUrl) this.nats = new NatsServer(server('nats', ports.nats));
    const ours = [this.postgres, this.nats].filter((part) => part !== undefined);
    if (ours.length > 0) this.say(`Starting ${ours.map(({ name: part }) => part).join(' and ')}`);
    await each<PostgresServer | NatsServer>(ours, (part) => part.start());
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
      ...{ ports, adminEmail, mailDir: join(this.dataDir, 'mail'), filesDir: join(this.dataDir, 'files') },
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
      onCrash: this.crashHandler(process),
    });
  }

  private async stopPart(part: Part): Promise<void> {
    if (part.pid === undefined) return;
    this.say(`Stopping ${part.name}`);
    await part.stop();
  }

  private sinkOf(process: string): OutputSink {
    return this.options.sinkOf?.(process) ?? logFile(join(this.dataDir, 'logs', `${process}.log`));
  }

  private portSetting(): string | undefined {
    return this.options.port === undefined ? undefined : 'PORT';
  }

  private crashHandler(part: string): CrashHandler {
    return (how, lastWords) => {
      if (this.started) this.options.onCrash?.(part, how, lastWords);
    };
  }

  private say(step: string): void {
    this.options.onProgress?.(step);
  }

  private settled(): SuitePlan {
    if (!this.plan) throw new Error('The suite knows its addresses only once it has been started.');
    return this.plan;
  }
}
