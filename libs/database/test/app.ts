import { ConfigModule, ServiceConfig } from '@clientele/config';
import { combineSchemas, DatabaseModule, LIMITS, type Schema, Seed, type Tx } from '@clientele/database';
import { HttpModule, httpSchema } from '@clientele/http';
import { Public } from '@clientele/auth';
import { Database, dynamicStatement, statement } from '@clientele/database';
import { Controller, Get, Injectable, Module, Post } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SHORT } from './limits';

const read = statement<{ count: number }>('count-seeds', 'SELECT count(*)::integer AS count FROM seeds');

/** Puts one row in at each start where there is none. */
@Injectable()
class Seeds {
  @Seed({ order: 1 })
  async seed(tx: Tx): Promise<void> {
    await tx.query(`INSERT INTO seeds (name) VALUES ('first') ON CONFLICT DO NOTHING`);
  }
}

@Controller('seeds')
class SeedsController {
  constructor(private readonly db: Database) {}

  @Get()
  @Public()
  async count(): Promise<{ count: number } | undefined> {
    return read.first(this.db);
  }

  /** Takes a moment, so that something can happen to its connection meanwhile. */
  @Get('slowly')
  @Public()
  list(): Promise<{ name: string }[]> {
    return dynamicStatement<{ name: string }>('SELECT name FROM seeds, pg_sleep(0.02) LIMIT 20').rows(
      this.db,
    );
  }

  @Post()
  @Public()
  add(): Promise<object> {
    return this.db.transaction(async (tx) => {
      await tx.query('INSERT INTO seeds (name) VALUES (gen_random_uuid())');
      return {};
    });
  }
}

class CreateSeeds1770000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE TABLE seeds (name text PRIMARY KEY)');
    // As long as the migration of a large table takes, against the limit that requests have.
    await db.query('SELECT pg_sleep(0.2)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE seeds');
  }
}

export const schema: Schema = combineSchemas(httpSchema, {
  entities: [],
  migrations: [CreateSeeds1770000000000],
});

@Module({
  imports: [
    ConfigModule.for(ServiceConfig),
    DatabaseModule.for(schema, { ...SHORT, connectMs: LIMITS.connectMs }),
    HttpModule.withDatabase(),
  ],
  controllers: [SeedsController],
  providers: [Seeds],
})
export class AppModule {}
