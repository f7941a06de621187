import { ApiProperty } from '@nestjs/swagger';
import { ActorView } from '../customers/actor.views';
import { type Consent, CONSENTS, CONSENT_SOURCES, type ConsentSource } from './consent.domain';

/** A change of what a customer consents to. */
export class ConsentChangeView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: CONSENTS })
  consent: Consent;
  /** False: taken back. */
  given: boolean;
  /** How it came about. */
  @ApiProperty({ enum: CONSENT_SOURCES })
  source: ConsentSource;
  actor: ActorView;
  @ApiProperty({ format: 'date-time' })
  changedAt: string;
}

export class ConsentsPageView {
  items: ConsentChangeView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many there are, if asked for by `count=true`. */
  total?: number;
}
