import { ApiProperty } from '@nestjs/swagger';
import { AddressView } from '../addresses/addresses.views';
import { ActingProfileView } from '../sessions/sessions.views';
import { CUSTOMER_KINDS, type CustomerKind } from './customer.entity';

/** A customer as lists show it. */
export class CustomerItemView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Short, for people. */
  number: string;
  @ApiProperty({ enum: CUSTOMER_KINDS })
  kind: CustomerKind;
  isGuest: boolean;
  @ApiProperty({ format: 'uuid', nullable: true })
  titleId: string | null;
  firstName: string;
  lastName: string;
  /** As typed. */
  email: string;
  phone: string | null;
  @ApiProperty({ format: 'date', nullable: true })
  birthday: string | null;
  /** BCP 47. */
  language: string | null;
  company: string | null;
  /** Whether anybody may act for it. */
  enabled: boolean;
  /** Whether newsletters may be sent. */
  newsletter: boolean;
  /** Whether offers of partners may be sent. */
  partnerOffers: boolean;
  accountingNumber: string | null;
  externalReference: string | null;
  /** Own fields of the shop's forms. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  custom: Record<string, string | number>;
  @ApiProperty({ format: 'date-time' })
  registeredAt: string;
  @ApiProperty({ format: 'date-time', nullable: true })
  lastVisitAt: string | null;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts the changes; also the ETag. */
  version: number;
}

/** A contact that may act for the customer. */
export class CustomerContactView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  /** Whether it may log in. */
  enabled: boolean;
  /** What it may do for the customer. */
  profile: ActingProfileView;
}

/** A group that the customer is in. */
export class CustomerGroupView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Name per language; null until it is known here. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, nullable: true })
  name: Record<string, string> | null;
  /** Whether it decides the prices. */
  isDefault: boolean;
  /** When the membership is over; null: never. */
  @ApiProperty({ format: 'date-time', nullable: true })
  expiresAt: string | null;
}

/** A customer with all that belongs to it. */
export class CustomerView extends CustomerItemView {
  addresses: AddressView[];
  contacts: CustomerContactView[];
  groups: CustomerGroupView[];
}

export class CustomersPageView {
  items: CustomerItemView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}
