import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import { defineQuestion } from '../question';
import { CustomerQuestion, Glance, GlanceOf } from './overview.questions';

/** What brought a customer into a group, where it was an order. */
export class MembershipCauseGlance {
  @IsUUID() orderId: string;
  /** Null: the amount of the order did. */
  @IsOptional() @IsString() productId: string | null;
  @IsUUID() ruleId: string;
}

/** A group a customer is in. */
export class MembershipGlance {
  @IsUUID() groupId: string;
  /** Per language. */
  @IsObject() name: Record<string, string>;
  /** Whether it decides the prices. */
  @IsBoolean() isDefault: boolean;
  @IsString() source: string;
  @IsISO8601() startedAt: string;
  /** Null: for good. */
  @IsOptional() @IsISO8601() expiresAt: string | null;
  @IsOptional()
  @ValidateNested()
  @Type(() => MembershipCauseGlance)
  cause: MembershipCauseGlance | null;
}

export class GroupsOverviewAnswer extends Glance {
  /** The default group first, then those joined last. */
  @GlanceOf(MembershipGlance) items: MembershipGlance[];
}

/** The groups of a customer. Answered by groups. */
export const groupsOverview = defineQuestion(
  'ask.groups.customer-overview.v1',
  CustomerQuestion,
  GroupsOverviewAnswer,
  {
    question: {
      shopId: '0198c0de-0000-7000-8000-000000000000',
      customerId: '0198c0de-0000-7000-8000-000000000001',
    },
    answer: {
      items: [
        {
          ...{ groupId: '0198c0de-0000-7000-8000-000000000010', name: { en: 'VIP' }, isDefault: true },
          ...{ source: 'automatic-rule', startedAt: '2026-11-22T10:10:00.000Z' },
          expiresAt: '2026-12-22T10:10:00.000Z',
          cause: {
            orderId: '0198c0de-0000-7000-8000-000000000030',
            productId: 'oolong-50',
            ruleId: '0198c0de-0000-7000-8000-000000000011',
          },
        },
      ],
      hasMore: false,
    },
  },
);

/** A segment a customer is in. */
export class SegmentGlance {
  @IsUUID() segmentId: string;
  /** Per language. */
  @IsObject() name: Record<string, string>;
  /** What brought the customer in. */
  @IsString() source: string;
  @IsISO8601() enteredAt: string;
}

export class SegmentsOverviewAnswer extends Glance {
  /** Those entered last first. */
  @GlanceOf(SegmentGlance) items: SegmentGlance[];
}

/** The segments of a customer. Answered by groups. */
export const segmentsOverview = defineQuestion(
  'ask.groups.customer-segments.v1',
  CustomerQuestion,
  SegmentsOverviewAnswer,
  {
    question: {
      shopId: '0198c0de-0000-7000-8000-000000000000',
      customerId: '0198c0de-0000-7000-8000-000000000001',
    },
    answer: {
      items: [
        {
          segmentId: '0198c0de-0000-7000-8000-000000000050',
          name: { en: 'Sleeping, in France' },
          ...{ source: 'rule', enteredAt: '2026-11-22T10:10:00.000Z' },
        },
      ],
      hasMore: false,
    },
  },
);
