import type { Principal } from '@clientele/contracts';
import type { Once } from '@clientele/http';
import { Jobs, type JobView } from '@clientele/jobs';
import { anEmployee, eventually, ModuleProcess, TestService } from '@clientele/testing';
import { Logger } from '@nestjs/common';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { JobsForgetting } from '../src/jobs-forgetting';
import { AppModule, type CountInput } from './app';

const CALLER = anEmployee();

describe('jobs', () => {
  let service: TestService;
  let jobs: Jobs;

  beforeAll(async () => {
    service = await TestService.start({ module: AppModule });
    jobs = service.app.get(Jobs);
    jest.spyOn(Logger.prototype, 'error').mockReturnValue();
  });

  afterAll(async () => {
    await query('DELETE FROM holds');
    await service.stop();
  });

  const query = <T>(sql: string, parameters: unknown[] = []): Promise<T[]> =>
    service.db.manager.query<T[]>(sql, parameters);
  const once: Once = (work) => service.db.transaction(work);

  const begin = async (input: CountInput, holdAt?: number): Promise<string> => {
    const { text } = await service.db.transaction(async (tx) => {
      const created = await jobs.create<JobView>(tx, CALLER, { resource: 'counts', kind: 'count', input });
      const { id } = viewOf(created.text);
      if (holdAt) await tx.query('INSERT INTO holds (job_id, number) VALUES ($1, $2)', [id, holdAt]);
      return created;
    });
    return viewOf(text).id;
  };
  const view = async (id: string, caller: Principal = CALLER): Promise<JobView> =>
    viewOf((await jobs.get<JobView>(caller, 'counts', id)).text);
  const ended = (id: string): Promise<JobView> =>
    eventually(async () => {
      const job = await view(id);
      if (job.finishedAt === null) throw new Error(`It is ${job.state}.`);
      return job;
    });
  const held = (id: string): Promise<void> =>
    eventually(async () => {
      expect(await query('SELECT 1 FROM holds WHERE job_id = $1 AND reached', [id])).toHaveLength(1);
    });
  const release = (...ids: readonly string[]) => query('DELETE FROM holds WHERE job_id = ANY ($1)', [ids]);
  /** Returns whose it was. */
  const endLease = async (id: string): Promise<string[]> => {
    await query(`UPDATE jobs SET lease_until = clock_timestamp() - interval '1 second' WHERE id = $1`, [id]);
    const leases = await query<{ owner: string }>('SELECT lease_owner AS owner FROM jobs WHERE id = $1', [
      id,
    ]);
    return leases.map(({ owner }) => owner);
  };
  const counted = async (id: string): Promise<number[]> =>
    (
      await query<{ number: number }>('SELECT number FROM counted WHERE job_id = $1 ORDER BY number', [id])
    ).map(({ number }) => number);
  const heard = async (id: string): Promise<string[]> =>
    (await query<{ what: string }>('SELECT what FROM heard WHERE job_id = $1', [id])).map(({ what }) => what);

  it('are done step by step, and tell how far they are', async () => {
    const id = await begin({ to: 4 }, 3);
    await held(id);
    const halfway = await view(id);
    await release(id);

    const job = await ended(id);

    expect(halfway).toMatchObject({ state: 'running', progress: 0.5, counts: { counted: 2, even: 1 } });
    expect(job).toMatchObject({
      ...{ state: 'done', progress: 1, counts: { counted: 4, even: 2 }, failure: null },
      ...{ resultUrl: `/v1/counts/${id}/result`, createdBy: { kind: 'employee', id: CALLER.id } },
    });
    expect(await counted(id)).toEqual([1, 2, 3, 4]);
    expect(await heard(id)).toEqual(['ended']);
  });

  it('are of one shop and one resource', async () => {
    const id = await begin({ to: 1 });

    await expect(view(id, { ...anEmployee(), shopId: uuidv7() })).rejects.toMatchObject({
      code: 'job-not-found',
    });
    await expect(jobs.get(CALLER, 'others', id)).rejects.toMatchObject({ code: 'job-not-found' });
    await ended(id);
  });

  it('are not begun unless their transaction commits', async () => {
    const undone = service.db.transaction(async (tx) => {
      await jobs.create(tx, CALLER, { resource: 'undone', kind: 'count', input: { to: 1 } });
      throw new Error('undone');
    });

    await expect(undone).rejects.toThrow('undone');
    expect(await query(`SELECT 1 FROM jobs WHERE resource = 'undone'`)).toEqual([]);
  });

  it('are done by two processes at once, each by one', async () => {
    const replica = await service.replica();
    const slow = [await begin({ to: 2 }, 1), await begin({ to: 2 }, 1)];
    await Promise.all(slow.map(held));
    const others = await Promise.all(Array.from({ length: 10 }, () => begin({ to: 2 })));
    await release(...slow);

    for (const id of [...slow, ...others]) {
      expect(await ended(id)).toMatchObject({ state: 'done' });
      expect(await counted(id)).toEqual([1, 2]);
      expect(await heard(id)).toEqual(['ended']);
    }
    await replica.close();
  });

  it('go on elsewhere, from their last step, when their process is killed', async () => {
    const busy = await begin({ to: 1 }, 1);
    await held(busy);
    const { DATABASE_URL = '', IDENTITY_URL = '' } = process.env;
    const other = await ModuleProcess.serve(join(__dirname, 'app.ts'), {
      ...{ DATABASE_URL, IDENTITY_URL, NATS_URL: 'nats://127.0.0.1:1', LOG_LEVEL: 'error' },
    });
    const id = await begin({ to: 5 }, 3);
    await held(id);

    await other.kill();
    await release(busy, id);
    await ended(busy);
    const waiting = await view(id);
    await endLease(id);

    expect(waiting).toMatchObject({ state: 'running', counts: { counted: 2 } });
    expect(await ended(id)).toMatchObject({ state: 'done', counts: { counted: 5 } });
    expect(await counted(id)).toEqual([1, 2, 3, 4, 5]);
  });

  it('are lost to a process that was away too long: what it was at is undone', async () => {
    const id = await begin({ to: 3 }, 2);
    await held(id);
    const replica = await service.replica();
    const [first] = await endLease(id);
    await eventually(async () => {
      const owners = await query('SELECT 1 FROM jobs WHERE id = $1 AND lease_owner <> $2', [id, first]);
      expect(owners).toHaveLength(1);
    });

    await release(id);

    expect(await ended(id)).toMatchObject({ state: 'done', counts: { counted: 3 } });
    await replica.close();
    expect(await counted(id)).toEqual([1, 2, 3]);
    expect(await heard(id)).toEqual(['ended']);
  });

  it('are given back at once by a process that is asked to end', async () => {
    const busy = await begin({ to: 1 }, 1);
    await held(busy);
    const replica = await service.replica();
    const id = await begin({ to: 3 }, 2);
    await held(id);

    const closed = replica.close();
    await release(busy, id);
    await closed;

    expect(await ended(id)).toMatchObject({ state: 'done', counts: { counted: 3 } });
    expect(await counted(id)).toEqual([1, 2, 3]);
  });

  it('are cancelled before they begin, or after their step', async () => {
    const running = await begin({ to: 3 }, 2);
    await held(running);
    const queued = await begin({ to: 3 });

    const first = viewOf((await jobs.cancel<JobView>(once, CALLER, 'counts', queued)).text);
    const second = viewOf((await jobs.cancel<JobView>(once, CALLER, 'counts', running)).text);
    await release(running);

    expect(first).toMatchObject({ state: 'cancelled', progress: 0 });
    expect(second).toMatchObject({ state: 'running', cancelRequested: true });
    expect(await ended(running)).toMatchObject({ state: 'cancelled', counts: { counted: 2 } });
    expect(await counted(running)).toEqual([1, 2]);
    expect(await counted(queued)).toEqual([]);
    expect([await heard(running), await heard(queued)]).toEqual([['ended'], ['ended']]);
    await expect(jobs.cancel(once, CALLER, 'counts', running)).rejects.toMatchObject({ code: 'job-over' });
    await expect(jobs.cancel(once, CALLER, 'counts', uuidv7())).rejects.toMatchObject({
      code: 'job-not-found',
    });
  });

  it('fail by a problem, with what it says; the step is undone', async () => {
    const job = await ended(await begin({ to: 3, wrongAt: 2, wrong: 'problem' }));

    expect(job).toMatchObject({
      ...{ state: 'failed', counts: { counted: 1 } },
      failure: { code: 'counted-enough', message: 'That is enough.' },
    });
    expect(await counted(job.id)).toEqual([1]);
    expect(await heard(job.id)).toEqual(['ended']);
  });

  it('are tried again after anything else, and given up in the end', async () => {
    const id = await begin({ to: 3, wrongAt: 2, wrong: 'bug' });

    await eventually(async () => {
      const waiting = await query(
        'SELECT 1 FROM jobs WHERE id = $1 AND lease_owner IS NULL AND attempts = 1',
        [id],
      );
      expect(waiting).toHaveLength(1);
    });
    const later = await view(id);
    await query('UPDATE jobs SET lease_until = NULL, attempts = 5 WHERE id = $1', [id]);
    const job = await ended(id);

    expect(later).toMatchObject({ state: 'running', failure: null });
    expect(job).toMatchObject({ state: 'failed', failure: { code: 'internal-error' } });
    expect(await counted(id)).toEqual([1]);
    expect(await heard(id)).toEqual(['ended']);
  });

  it('are forgotten a week after their end, with what they left', async () => {
    const id = await begin({ to: 1 });
    await ended(id);
    const forgetting = service.app.get(JobsForgetting);
    const tooEarly = await forgetting.forgetOne();

    service.clock.setOffset(8 * 24 * 60 * 60_000);
    while (await forgetting.forgetOne());
    service.clock.setOffset(0);

    expect(tooEarly).toBe(false);
    await expect(view(id)).rejects.toMatchObject({ code: 'job-not-found' });
    expect(await heard(id)).toEqual(['ended', 'forgotten']);
  });
});

const viewOf = (text: string): JobView => JSON.parse(text) as JobView;
