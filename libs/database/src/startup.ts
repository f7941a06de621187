import { ServiceConfig } from '@clientele/config';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { Client } from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import { patientSourceFor } from './data-source';
import { Database, type Tx } from './database';
import { Seed } from './seed';

type SeedMethod = (tx: Tx) => Promise<void>;

/** How long an answer to "are you ready?" is good for, and how long it may take. */
const FRESH_MS = 1_000;
const PATIENCE_MS = 2_000;

/** How long another process may migrate before we say that we still wait for it. */
const LOCK_MS = 20_000;

/**
 * Connects to the database, however long it takes, migrates and seeds it. The process serves meanwhile:
 * alive, not ready, answering 503.
 */
@Injectable()
export class DatabaseStartup implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(DatabaseStartup.name);
  private announce: () => void;
  private readonly done = new Promise<void>((resolve) => (this.announce = resolve));
  private stopped = false;
  private finished = false;
  private askedAt = 0;
  private answer: Promise<boolean> = Promise.resolve(false);

  constructor(
    private readonly db: Database,
    private readonly config: ServiceConfig,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onApplicationBootstrap(): void {
    void this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.db.source.isInitialized) await this.db.source.destroy();
  }

  /** Resolves when the database is migrated and may be used. */
  whenReady(): Promise<void> {
    return this.done;
  }

  /** Whether the database was prepared and answers now. */
  async isReady(): Promise<boolean> {
    if (!this.finished) return false;
    if (Date.now() - this.askedAt > FRESH_MS) {
      this.askedAt = Date.now();
      this.answer = Promise.race([this.answers(), delay(PATIENCE_MS, false, { ref: false })]);
    }
    return this.answer;
  }

  /** Migrates and seeds, one process at a time; safe to repeat. */
  async migrate(): Promise<void> {
    const lock = new Client({
      connectionString: this.config.databaseUrl,
      connectionTimeoutMillis: 3_000,
      lock_timeout: LOCK_MS,
      keepAlive: true,
    });
    lock.on('error', (error) => this.logger.warn(`Lost the lock on migrations: ${error.message}`));
    try {
      await lock.connect();
      await lock.query("SELECT pg_advisory_lock(hashtext('clientele migrate'))");
      await this.runMigrations();
      for (const seed of this.seeds()) await this.db.transaction(seed);
    } finally {
      await lock.end();
    }
  }

  /** Connects once; fails if the server is not there. */
  async connect(): Promise<void> {
    if (!this.db.source.isInitialized) await this.db.source.initialize();
  }

  private async runMigrations(): Promise<void> {
    if (!(await this.db.source.showMigrations())) return;
    this.logger.log('Migrating the database');
    const source = await patientSourceFor(this.db.source).initialize();
    try {
      await source.runMigrations();
    } finally {
      await source.destroy();
    }
  }

  private answers(): Promise<boolean> {
    return this.db.source.query('SELECT 1').then(
      () => true,
      () => false,
    );
  }

  private async run(): Promise<void> {
    for (let pause = 100; !this.stopped; pause = Math.min(pause * 2, 5_000)) {
      try {
        await this.connect();
        if (this.config.migrateAtStart) await this.migrate();
        else await this.requireMigrated();
        this.finished = true;
        this.logger.log('The database is ready');
        return this.announce();
      } catch (error) {
        this.logger.warn(
          `The database is not ready: ${error instanceof Error ? error.message : String(error)}`,
        );
        await delay(pause, undefined, { ref: false });
      }
    }
  }

  private async requireMigrated(): Promise<void> {
    if (await this.db.source.showMigrations()) throw new Error('migrations are pending');
  }

  private seeds(): SeedMethod[] {
    const found: { order: number; run: SeedMethod }[] = [];
    for (const wrapper of this.discovery.getProviders()) {
      if (!wrapper.instance || typeof wrapper.instance !== 'object') continue;
      const prototype: object = Object.getPrototypeOf(wrapper.instance);
      for (const method of this.scanner.getAllMethodNames(prototype)) {
        const options = this.discovery.getMetadataByDecorator(Seed, wrapper, method);
        if (options)
          found.push({ order: options.order ?? 0, run: wrapper.instance[method].bind(wrapper.instance) });
      }
    }
    return found.toSorted((a, b) => a.order - b.order).map(({ run }) => run);
  }
}
