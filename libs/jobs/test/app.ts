import { ConfigModule, ServiceConfig } from '@clientele/config';
import { defineProblem } from '@clientele/contracts';
import { combineSchemas, Database, DatabaseModule, type Tx } from '@clientele/database';
import { HttpModule, httpSchema } from '@clientele/http';
import {
  type EndedJob,
  type JobHandler,
  JobsModule,
  jobsSchema,
  type RunningJob,
  RunsJobs,
} from '@clientele/jobs';
import { Injectable, Module } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What to count to. */
export interface CountInput {
  readonly to: number;
  /** Where it goes wrong, and how: by a problem, or as nobody expected. */
  readonly wrongAt?: number;
  readonly wrong?: 'problem' | 'bug';
}

class CountedEnough extends defineProblem('conflict', 'counted-enough', 'That is enough') {}

/** Counts, a number per step; waits in the step of a number as long as a test holds it there. */
@Injectable()
@RunsJobs('count')
export class Counting implements JobHandler<CountInput, { at: number }> {
  constructor(private readonly db: Database) {}

  async run(job: RunningJob<CountInput, { at: number }>): Promise<void> {
    for (let number = (job.cursor?.at ?? 0) + 1; number <= job.input.to; number++)
      await job.step((tx) => this.count(tx, job, number));
  }

  async ended(tx: Tx, { id }: EndedJob): Promise<void> {
    await tx.query(`INSERT INTO heard (job_id, what) VALUES ($1, 'ended')`, [id]);
  }

  async forgotten(tx: Tx, { id }: EndedJob): Promise<void> {
    await tx.query(`INSERT INTO heard (job_id, what) VALUES ($1, 'forgotten')`, [id]);
  }

  private async count(tx: Tx, { id, input }: RunningJob<CountInput>, number: number) {
    await tx.query('INSERT INTO counted (job_id, number) VALUES ($1, $2)', [id, number]);
    while (await this.isHeld(id, number)) await delay(10);
    if (number === input.wrongAt && input.wrong === 'problem') throw new CountedEnough();
    if (number === input.wrongAt) throw new Error('Nobody expected this.');
    return {
      cursor: { at: number },
      progress: number / input.to,
      counts: { counted: 1, even: number % 2 === 0 ? 1 : 0 },
      result: { last: number },
    };
  }

  private async isHeld(id: string, number: number): Promise<boolean> {
    const held = await this.db.manager.query<unknown[]>(
      'UPDATE holds SET reached = true WHERE job_id = $1 AND number = $2 RETURNING 1',
      [id, number],
    );
    return (held as [unknown[], number])[1] > 0;
  }
}

class CreateCounted1770000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // No unique keys: what is done twice shall be seen.
    await db.query(`
      CREATE TABLE counted (job_id uuid NOT NULL, number integer NOT NULL);
      CREATE TABLE heard (job_id uuid NOT NULL, what text NOT NULL);
      CREATE TABLE holds (job_id uuid NOT NULL, number integer NOT NULL, reached boolean NOT NULL DEFAULT false);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE counted, heard, holds');
  }
}

@Module({
  imports: [
    ConfigModule.for(ServiceConfig),
    DatabaseModule.for(
      combineSchemas(httpSchema, jobsSchema, { entities: [], migrations: [CreateCounted1770000000000] }),
    ),
    HttpModule.withDatabase(),
    JobsModule,
  ],
  providers: [Counting],
})
export class AppModule {}
