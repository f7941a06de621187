import { InvalidSettings, loadSettings, ProcessConfig } from '@clientele/config';
import type { ServiceName } from '@clientele/contracts';
import { DatabaseStartup } from '@clientele/database';
import type { INestApplicationContext, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { setTimeout as delay } from 'node:timers/promises';
import { createApplication, type ServeDocuments } from './application';
import { Lifecycle } from './lifecycle';

const GRACE_MS = 25_000;
const PATIENCE_MS = 60_000;

/** What a process is made of. */
export interface Process {
  readonly service: ServiceName;
  readonly module: Type;
  readonly config: Type<ProcessConfig>;
  /** Makes what lives outside the database, such as streams; called by `migrate` with the application. */
  readonly reconcile?: Type<{ reconcile(): Promise<void> }>;
  /** Publishes the OpenAPI document; a service's own at `/openapi.json` and `/docs`, unless told otherwise. */
  readonly documents?: ServeDocuments;
  /** Flushes traces at the end. */
  readonly flush?: () => Promise<void>;
}

/** Runs a process: without argument it serves, with `migrate` it prepares what serving needs and exits. */
export async function serve(process_: Process, [command]: readonly string[]): Promise<void> {
  try {
    const config = loadSettings(process_.config);
    if (command === 'migrate') return await migrate(process_, config);
    if (command !== undefined) throw new Error(`Unknown command ${command}; there is only "migrate".`);

    const { service, module, documents } = process_;
    const app = await createApplication(service, module, config, documents);
    exitInOrder(app, process_);
    await app.listen(config.port, config.host);
  } catch (error) {
    process.stderr.write(`${process_.service}: ${messageOf(error)}\n`);
    process.exit(1);
  }
}

// The application is made but not initialised: nothing of it begins to work.
async function migrate({ service, module, reconcile }: Process, config: ProcessConfig): Promise<void> {
  const app = await createApplication(service, module, config, () => undefined);
  const startup = optional(app, DatabaseStartup);
  await startup?.connect();
  await startup?.migrate();
  if (reconcile) await within(PATIENCE_MS, app.get(reconcile).reconcile());
  process.exit(0);
}

// Whoever started us repeats it; a broker that is away would be waited for without end.
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const late = delay(milliseconds).then(() => {
    throw new Error(`Streams and consumers were not made within ${milliseconds / 1_000} seconds.`);
  });
  await Promise.race([work, late]);
}

// The gateway has no database, and so nothing to migrate.
function optional<T>(app: INestApplicationContext, token: Type<T>): T | undefined {
  try {
    return app.get(token, { strict: false });
  } catch {
    return undefined;
  }
}

/** The one owner of signals: not ready, finish what is at work, close, exit; the second signal exits at once. */
function exitInOrder(app: NestFastifyApplication, { flush }: Process): void {
  const stop = (): void => {
    const lifecycle = app.get(Lifecycle);
    if (lifecycle.draining) process.exit(1);
    lifecycle.drain();
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    void app
      .close()
      .then(() => flush?.())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

const messageOf = (error: unknown): string => {
  if (error instanceof InvalidSettings) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};
