import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { defineQuestion } from '../question';

/** Where does this one-time link lead to? */
export class OneTimeLinkQuestion {
  @IsUUID() linkId: string;
}

export class OneTimeLinkAnswer {
  /** Secret: whoever has it can use it. Null if the link is used, over or unknown. */
  @ValidateIf((_, value) => value !== null)
  @IsString()
  url: string | null;
}

/** Tells the address of a one-time link, for the mail that carries it. Answered by identity. */
export const oneTimeLinkAddress = defineQuestion(
  'ask.identity.one-time-link.v1',
  OneTimeLinkQuestion,
  OneTimeLinkAnswer,
  {
    question: { linkId: '0198c0de-0000-7000-8000-000000000004' },
    answer: { url: 'https://shop.example.com/password#token' },
  },
);

/** What people name customers by. */
export const CUSTOMER_KEYS = ['number', 'email'] as const;
export type CustomerKey = (typeof CUSTOMER_KEYS)[number];

/** Which open customers have these numbers or e-mail addresses? */
export class CustomersByKeyQuestion {
  @IsUUID() shopId: string;
  @IsIn(CUSTOMER_KEYS) by: CustomerKey;
  /** As people wrote them. */
  @IsArray()
  @ArrayMaxSize(1_000)
  @IsString({ each: true })
  @Length(1, 320, { each: true })
  keys: string[];
}

/** A customer that was found. */
export class FoundCustomer {
  /** As it was asked for. */
  @IsString() key: string;
  @IsUUID() customerId: string;
}

export class CustomersByKeyAnswer {
  /** Those that there are; guests have no e-mail address of their own. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => FoundCustomer)
  found: FoundCustomer[];
}

/** Finds customers by what people name them by. Answered by identity. */
export const customersByKey = defineQuestion(
  'ask.identity.customers-by-key.v1',
  CustomersByKeyQuestion,
  CustomersByKeyAnswer,
  {
    question: { shopId: '0198c0de-0000-7000-8000-000000000000', by: 'number', keys: ['100023', '1'] },
    answer: { found: [{ key: '100023', customerId: '0198c0de-0000-7000-8000-000000000001' }] },
  },
);

/** Which customers does the list show with these filters? In the order of their ids. */
export class CustomersByFilterQuestion {
  @IsUUID() shopId: string;
  /** The employee whose sales teams' customers alone are meant; not given: all. */
  @IsOptional() @IsUUID() seenBy?: string;
  /** As `GET /v1/customers` has them; what it does not know is at fault. */
  @IsObject() filter: object;
  /** Those after this customer; not given: from the first on. */
  @IsOptional() @IsUUID() after?: string;
  /** How many at most; 0 if it is only to be known whether the filter can be asked for. */
  @IsInt() @Min(0) @Max(10_000) limit: number;
}

/** Something that is wrong with a filter. */
export class FilterFault {
  @IsString() pointer: string;
  @IsString() code: string;
  @IsString() message: string;
}

export class CustomersByFilterAnswer {
  @IsArray() @IsUUID('all', { each: true }) customerIds: string[];
  /** Nobody is found if there are any. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => FilterFault)
  faults: FilterFault[];
}

/** Finds customers as their list does. Answered by identity. */
export const customersByFilter = defineQuestion(
  'ask.identity.customers-by-filter.v1',
  CustomersByFilterQuestion,
  CustomersByFilterAnswer,
  {
    question: {
      ...{ shopId: '0198c0de-0000-7000-8000-000000000000', filter: { newsletter: true, ageFrom: 60 } },
      limit: 10_000,
    },
    answer: { customerIds: ['0198c0de-0000-7000-8000-000000000001'], faults: [] },
  },
);
