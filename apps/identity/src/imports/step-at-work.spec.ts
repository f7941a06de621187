import type { Tx } from '@clientele/database';
import type { JobProgress } from '@clientele/jobs';
import { beginStep, type StepAtWork } from './step-at-work';

/** Promises that the test settles. */
class Gate {
  open = (): void => undefined;
  fail: (error: Error) => void = () => undefined;
  readonly passed = new Promise<void>((resolve, reject) => {
    this.open = resolve;
    this.fail = reject;
  });
}

const TX = {} as Tx;
const soon = (): Promise<void> => new Promise(setImmediate);

describe('a step that is begun while another is at work', () => {
  let seen: string[];
  let abort: AbortController;
  /** How often the database has the work of a step done. */
  let tries: number;

  beforeEach(() => {
    seen = [];
    abort = new AbortController();
    tries = 1;
  });

  const begin = (
    name: string,
    before?: StepAtWork,
    { plan, write, commit }: Record<string, Gate> = {},
  ): StepAtWork => {
    const job = {
      signal: abort.signal,
      step: async (work: (tx: Tx) => Promise<JobProgress>): Promise<void> => {
        let failure: unknown;
        for (let i = 0; i < tries; i++)
          failure = await work(TX).then(
            () => undefined,
            (error: unknown) => error,
          );
        if (failure) throw failure;
        await commit?.passed;
        seen.push(`${name} committed`);
      },
    };
    const parts = {
      plan: async (): Promise<string> => {
        seen.push(`${name} plans`);
        await plan?.passed;
        return name;
      },
      write: async (_: Tx, planned: string): Promise<JobProgress> => {
        seen.push(`${planned} writes`);
        await write?.passed;
        return {};
      },
    };
    return beginStep(job, parts, before);
  };

  it('plans when the one before it has planned, writes when that has written, commits when that is committed', async () => {
    const [plan, write, commit] = [new Gate(), new Gate(), new Gate()];
    const first = begin('first', undefined, { plan, write, commit });
    const second = begin('second', first);
    await soon();
    expect(seen).toEqual(['first plans']);

    plan.open();
    await second.planned;
    await soon();
    expect(seen).toEqual(['first plans', 'first writes', 'second plans']);

    write.open();
    await second.written;
    await soon();
    expect(seen.slice(3)).toEqual(['second writes']);

    commit.open();

    expect(await Promise.all([first.done, second.done])).toEqual([true, true]);
    expect(seen.slice(4)).toEqual(['first committed', 'second committed']);
  });

  it('is undone when the one before it is not committed', async () => {
    const commit = new Gate();
    const first = begin('first', undefined, { commit });
    const second = begin('second', first);
    await second.written;

    commit.fail(new Error('The lease is lost.'));

    expect(await Promise.all([first.done, second.done])).toEqual([false, false]);
    expect(seen).not.toContain('second committed');
  });

  it('writes nothing when the one before it fails', async () => {
    const write = new Gate();
    const first = begin('first', undefined, { write });
    const second = begin('second', first);
    await second.planned;

    write.fail(new Error('The database refuses it.'));

    expect(await Promise.all([first.done, second.done])).toEqual([false, false]);
    expect(seen).not.toContain('second writes');
  });

  it('plans at once when the one before it fails to plan, and writes nothing', async () => {
    const plan = new Gate();
    const first = begin('first', undefined, { plan });
    const second = begin('second', first);

    plan.fail(new Error('It waited for too long.'));

    expect(await second.done).toBe(false);
    expect(seen).toEqual(['first plans', 'second plans']);
  });

  it('is undone when the job was told to stop meanwhile', async () => {
    const commit = new Gate();
    const first = begin('first', undefined, { commit });
    const second = begin('second', first);
    await second.written;

    abort.abort(new Error('cancelled'));
    commit.open();

    expect(await Promise.all([first.done, second.done])).toEqual([true, false]);
    expect(seen).not.toContain('second committed');
  });

  it('is not tried again by the database: the one after it may hold what it needs', async () => {
    tries = 2;
    const write = new Gate();
    const first = begin('first', undefined, { write });

    write.fail(new Error('deadlock detected'));

    expect(await first.done).toBe(false);
    expect(seen).toEqual(['first plans', 'first writes']);
  });
});
