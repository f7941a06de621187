import { Clock } from '@clientele/config';
import { actorOf, newId, type Principal } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import { type ListQuery, type Once, RawJson, readRawPage } from '@clientele/http';
import { limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { Job } from './job.entity';
import { JobHandlers } from './job-handlers';
import { JobNotDone, JobNotFound, JobOver } from './jobs.problems';
import { byId, cancel, isOf, JOBS, resultOf } from './jobs.queries';
import { JobsSchedule } from './jobs-schedule';

/** A job to be. */
export interface NewJob {
  /** First segment of its path, such as `imports`. */
  readonly resource: string;
  readonly kind: string;
  /** What its handler needs to know. Its member `fileId` is not shown to anybody. */
  readonly input: object;
}

/** A job that is done. */
export interface JobResult<Result> {
  readonly kind: string;
  readonly result: Result;
  readonly finishedAt: Date;
}

/**
 * Long work as a resource: asked for, looked at, cancelled. Employees who see the customers of their sales teams alone deal
 * with the jobs that they asked for themselves.
 */
@Injectable()
export class Jobs {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly handlers: JobHandlers,
    private readonly schedule: JobsSchedule,
  ) {}

  /** Asks for a job, with the state that it works on. Some process begins it soon after the commit. */
  async create<View>(tx: Tx, caller: Principal, { resource, kind, input }: NewJob): Promise<RawJson<View>> {
    const { shopId } = caller;
    const id = newId();
    const state = 'queued' as const;
    await tx.insert(Job, {
      id,
      resource,
      kind,
      shopId,
      actor: actorOf(caller),
      input,
      state,
      createdAt: this.clock.now(),
    });
    this.schedule.lookSoon();
    return this.read<View>(tx, caller, resource, id);
  }

  /** A job as it is now. */
  get<View>(caller: Principal, resource: string, id: string): Promise<RawJson<View>> {
    return this.read<View>(this.db, caller, resource, id);
  }

  /** What a job that is done came to. */
  async result<Result extends object>(
    caller: Principal,
    resource: string,
    id: string,
  ): Promise<JobResult<Result>> {
    const job = await resultOf.first(this.db, [id, caller.shopId, resource, limitedTo(caller)]);
    if (!job) throw new JobNotFound();
    if (job.state !== 'done' || !job.result || !job.finishedAt) throw new JobNotDone();
    return { kind: job.kind, result: job.result as Result, finishedAt: job.finishedAt };
  }

  /** A page of jobs, newest first. */
  list<View>(caller: Principal, resource: string, query: ListQuery): Promise<RawJson<View>> {
    const matches = `FROM jobs j WHERE j.shop_id = $1 AND j.resource = $2 AND ${isOf('j.actor', '$3')}`;
    const parameters = [caller.shopId, resource, limitedTo(caller)];
    return readRawPage<View>(this.db, { ...JOBS, matches }, query, parameters);
  }

  /** Has a job end after the step it is in. What is done stays done. */
  cancel<View>(once: Once, caller: Principal, resource: string, id: string): Promise<RawJson<View>> {
    const { shopId } = caller;
    return once(async (tx) => {
      const job = await cancel.first(tx, [id, shopId, resource, this.clock.now(), limitedTo(caller)]);
      const view = await this.read<View>(tx, caller, resource, id);
      if (!job) throw new JobOver();
      if (job.ended)
        await this.handlers.of(job.kind)?.ended?.(tx, { id, shopId, input: job.input, result: null });
      return view;
    });
  }

  private async read<View>(
    on: Database | Tx,
    caller: Principal,
    resource: string,
    id: string,
  ): Promise<RawJson<View>> {
    const row = await byId.first(on, [id, caller.shopId, resource, limitedTo(caller)]);
    if (!row) throw new JobNotFound();
    return new RawJson<View>(row.view, row.version);
  }
}
