import { ApiProperty } from '@nestjs/swagger';
import { CUSTOMER_KINDS, type CustomerKind } from '../customers/customer.entity';

/** A customer as its own contacts see it. */
export class OwnCustomerView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Short, for people. */
  number: string;
  @ApiProperty({ enum: CUSTOMER_KINDS })
  kind: CustomerKind;
  @ApiProperty({ format: 'uuid', nullable: true })
  titleId: string | null;
  firstName: string;
  lastName: string;
  email: string;
  phone: string | null;
  @ApiProperty({ format: 'date', nullable: true })
  birthday: string | null;
  /** BCP 47. */
  language: string | null;
  company: string | null;
  registrationNumber: string | null;
  activityCode: string | null;
  vatNumber: string | null;
  website: string | null;
  /** Own fields of the shop's form `customer`, but those that it hides from the customer. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  custom: Record<string, string | number>;
  /** Whether newsletters may be sent. */
  newsletter: boolean;
  /** Whether offers of partners may be sent. */
  partnerOffers: boolean;
  @ApiProperty({ format: 'date-time' })
  registeredAt: string;
  /** Counts the changes; also the ETag. */
  version: number;
}
