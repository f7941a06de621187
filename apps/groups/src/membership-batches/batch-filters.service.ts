import { customersByFilter, type CustomersByFilterQuestion } from '@clientele/contracts';
import { ValidationFailed } from '@clientele/http';
import type { RunningJob } from '@clientele/jobs';
import { Ask } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import type { BatchCursor, BatchInput, Deciding, Finding } from './membership-batch-input';
import { keepIds } from './membership-batches.queries';

const ANSWER_MS = 10_000;
/** An answer is one message. */
const ASKED_TOGETHER = 10_000;

/** Finds customers by the filters of their list: identity, which has the list, is asked for them. */
@Injectable()
export class BatchFilters {
  constructor(private readonly ask: Ask) {}

  /** Refuses a filter that the list does not have, and what it does not take for it. */
  async require(shopId: string, filter: object): Promise<void> {
    await this.find({ shopId, filter, limit: 0 });
  }

  /** Keeps all of them as rows of the batch, some in each step. */
  async keepAll(job: RunningJob<BatchInput, BatchCursor>, from: Finding): Promise<Deciding> {
    const { shopId, input } = job;
    const { filter = {}, seenBy } = input;
    for (let { rows, found } = from; ;) {
      const ids = await this.find({ shopId, seenBy, filter, after: found, limit: ASKED_TOGETHER });
      const [before, last] = [rows, ids.length < ASKED_TOGETHER];
      rows += ids.length;
      found = ids.at(-1);
      const cursor: BatchCursor = last ? { rows, done: 0 } : { rows, found };
      await job.step(async (tx) => {
        await keepIds.rows(tx, [job.id, ids, before]);
        return { cursor };
      });
      if ('done' in cursor) return cursor;
    }
  }

  private async find(question: CustomersByFilterQuestion): Promise<readonly string[]> {
    const { customerIds, faults } = await this.ask.ask(customersByFilter, question, ANSWER_MS);
    if (faults.length === 0) return customerIds;
    const errors = faults.map(({ pointer, ...fault }) => ({
      ...{ ...fault, pointer: `/customers/filter${pointer}` },
    }));
    throw new ValidationFailed({ errors });
  }
}
