import { ServiceConfig } from '@clientele/config';
import { ObservabilityModule } from '@clientele/observability';
import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { dataSourceFor, LIMITS } from './data-source';
import { Database } from './database';
import { PoolMetrics } from './pool-metrics';
import type { Schema } from './schema';
import { DatabaseStartup } from './startup';

/** The service's own database, migrated and seeded. */
@Module({})
export class DatabaseModule {
  static for(schema: Schema, limits = LIMITS): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      imports: [DiscoveryModule, ObservabilityModule],
      providers: [
        {
          provide: DataSource,
          inject: [ServiceConfig],
          useFactory: (config: ServiceConfig) => dataSourceFor(config, schema, limits),
        },
        Database,
        DatabaseStartup,
        PoolMetrics,
      ],
      exports: [Database, DatabaseStartup],
    };
  }
}
