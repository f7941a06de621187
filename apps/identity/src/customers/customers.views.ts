import { ApiProperty } from '@nestjs/swagger';
import { AddressView } from '../addresses/addresses.views';
import { ActingProfileView } from '../sessions/sessions.views';
import { CONSENT_SOURCES, type ConsentSource } from '../consents/consent.domain';
import { CUSTOMER_KINDS, type CustomerKind, RISK_RATINGS, type RiskRating } from './customer.entity';
import { CUSTOMER_STATES, type CustomerState } from './customer-state.domain';

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
  /** In years, today. */
  @ApiProperty({ type: 'integer', nullable: true })
  age: number | null;
  /** BCP 47. */
  language: string | null;
  company: string | null;
  registrationNumber: string | null;
  activityCode: string | null;
  vatNumber: string | null;
  website: string | null;
  /** How much may be unpaid, in the currency of the shop. */
  allowedOutstanding: string | null;
  @ApiProperty({ type: 'integer', nullable: true })
  maximumPaymentDays: number | null;
  @ApiProperty({ enum: RISK_RATINGS, nullable: true })
  riskRating: RiskRating | null;
  /** Whether anybody may act for it. */
  enabled: boolean;
  /** Whether its contacts need codes to log in. */
  twoFactorRequired: boolean;
  /** Whether newsletters may be sent. */
  newsletter: boolean;
  /** When that was last consented to or refused. */
  @ApiProperty({ format: 'date-time', nullable: true })
  newsletterChangedAt: string | null;
  /** From where. */
  @ApiProperty({ enum: CONSENT_SOURCES, nullable: true })
  newsletterSource: ConsentSource | null;
  /** Whether offers of partners may be sent. */
  partnerOffers: boolean;
  accountingNumber: string | null;
  externalReference: string | null;
  /** Closed ones are hidden from lists, unless asked for. */
  @ApiProperty({ enum: CUSTOMER_STATES })
  state: CustomerState;
  @ApiProperty({ format: 'date-time', nullable: true })
  closedAt: string | null;
  /** The customer that it is part of now. */
  @ApiProperty({ format: 'uuid', nullable: true })
  mergedIntoId: string | null;
  /** How many orders were placed. */
  @ApiProperty({ type: 'integer' })
  ordersCount: number;
  /** What was paid in all, in the currency of the shop. */
  totalSpent: string;
  /** Own fields of the shop's forms. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  custom: Record<string, string | number>;
  @ApiProperty({ format: 'date-time' })
  registeredAt: string;
  /** Of the shops that share it, the one where it registered. */
  @ApiProperty({ format: 'uuid' })
  registeredShopId: string;
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
