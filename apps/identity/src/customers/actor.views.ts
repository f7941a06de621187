import type { Actor } from '@clientele/contracts';
import { ApiProperty } from '@nestjs/swagger';

const KINDS: readonly Actor['kind'][] = ['employee', 'contact', 'visitor', 'client', 'system'];

/** Who caused a change. */
export class ActorView {
  @ApiProperty({ enum: KINDS })
  kind: Actor['kind'];
  /** Of the employee, contact, visitor or API client; else what the suite was doing. */
  id: string;
}
