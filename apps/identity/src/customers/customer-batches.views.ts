import { ApiProperty } from '@nestjs/swagger';
import { BATCH_OUTCOMES, type BatchOutcome } from './customer-batch.domain';

export class CustomerOutcomeView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Closed customers are not changed. */
  @ApiProperty({ enum: BATCH_OUTCOMES })
  outcome: BatchOutcome;
}

/** What became of each customer, in the order asked. */
export class CustomerOutcomesView {
  items: CustomerOutcomeView[];
}
