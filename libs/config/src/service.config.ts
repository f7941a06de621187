import { IsBoolean, IsIn, IsInt, IsUrl, Max, Min } from 'class-validator';
import { ProcessConfig } from './process.config';
import { asBoolean, asNumber, Setting } from './setting';

/** What every service with a database reads. */
export class ServiceConfig extends ProcessConfig {
  @Setting('DATABASE_URL', "The service's own database")
  @IsUrl({ protocols: ['postgres', 'postgresql'], require_tld: false, require_protocol: true })
  readonly databaseUrl: string;

  @Setting('DATABASE_POOL_SIZE', 'Connections to the database', asNumber)
  @IsInt()
  @Min(2)
  @Max(100)
  readonly databasePoolSize: number = 8;

  @Setting('NATS_REPLICAS', 'Copies of each stream: 1, 3 or 5', asNumber)
  @IsIn([1, 3, 5])
  readonly natsReplicas: number = 1;

  @Setting('MIGRATE_AT_START', 'Migrate and seed before serving; off where a job does it', asBoolean)
  @IsBoolean()
  readonly migrateAtStart: boolean = true;
}
