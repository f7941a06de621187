import { ApiProperty } from '@nestjs/swagger';

/** Where to deliver or whom to invoice. */
export class AddressView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  customerId: string;
  /** What the customer calls it. */
  alias: string;
  company: string | null;
  firstName: string;
  lastName: string;
  line1: string;
  line2: string | null;
  postcode: string | null;
  city: string;
  region: string | null;
  /** ISO 3166 alpha-2. */
  country: string;
  phone: string | null;
  mobilePhone: string | null;
  vatNumber: string | null;
  identificationNumber: string | null;
  note: string | null;
  /** Own fields of the shop's form. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  custom: Record<string, string | number>;
  /** Whether orders are delivered there unless told otherwise. */
  defaultDelivery: boolean;
  /** Whether orders are invoiced there unless told otherwise. */
  defaultInvoice: boolean;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts the changes; also the ETag. */
  version: number;
}

export class AddressesPageView {
  items: AddressView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}
