import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { defineQuestion } from '../question';
import { CustomerQuestion, EXCERPT_LENGTH, Glance, GlanceOf } from './overview.questions';

export const SUPPORT_OVERVIEW_PARTS = ['threads', 'mails'] as const;
export type SupportOverviewPart = (typeof SUPPORT_OVERVIEW_PARTS)[number];

export class SupportOverviewQuestion extends CustomerQuestion {
  /** Only these parts are answered. */
  @IsIn(SUPPORT_OVERVIEW_PARTS, { each: true }) parts: SupportOverviewPart[];
}

/** The last message of a thread. */
export class MessageGlance {
  @IsIn(['customer', 'employee']) from: 'customer' | 'employee';
  /** How it begins. */
  @IsString() @MaxLength(EXCERPT_LENGTH) excerpt: string;
  @IsISO8601() createdAt: string;
}

/** A thread in short. */
export class ThreadGlance {
  @IsUUID() id: string;
  @IsString() number: string;
  @IsString() subject: string;
  @IsString() status: string;
  /** Whether the shop has yet to look at it. */
  @IsBoolean() unread: boolean;
  @IsOptional() @IsUUID() assigneeId: string | null;
  /** How many messages. */
  @IsInt() @Min(0) messages: number;
  @IsOptional() @ValidateNested() @Type(() => MessageGlance) lastMessage: MessageGlance | null;
  @IsISO8601() lastMessageAt: string;
}

export class ThreadsGlance extends Glance {
  @GlanceOf(ThreadGlance) items: ThreadGlance[];
}

/** A mail in short. */
export class MailGlance {
  @IsUUID() id: string;
  @IsString() kind: string;
  @IsString() @Length(0, 320) to: string;
  @IsString() subject: string;
  @IsString() state: string;
  @IsISO8601() createdAt: string;
  @IsOptional() @IsISO8601() sentAt: string | null;
}

export class MailsGlance extends Glance {
  @GlanceOf(MailGlance) items: MailGlance[];
}

export class SupportOverviewAnswer {
  /** Those with the newest messages first. */
  @IsOptional() @ValidateNested() @Type(() => ThreadsGlance) threads?: ThreadsGlance;
  /** The last queued first. */
  @IsOptional() @ValidateNested() @Type(() => MailsGlance) mails?: MailsGlance;
}

/** What a customer and the shop wrote to each other. Answered by support. */
export const supportOverview = defineQuestion(
  'ask.support.customer-overview.v1',
  SupportOverviewQuestion,
  SupportOverviewAnswer,
  {
    question: {
      shopId: '0198c0de-0000-7000-8000-000000000000',
      customerId: '0198c0de-0000-7000-8000-000000000001',
      parts: ['threads', 'mails'],
    },
    answer: {
      threads: {
        items: [
          {
            ...{ id: '0198c0de-0000-7000-8000-000000000040', number: '100001', subject: 'Where is it?' },
            ...{ status: 'open', unread: true, assigneeId: null, messages: 1 },
            lastMessage: {
              ...{
                from: 'customer',
                excerpt: 'My parcel has not come.',
                createdAt: '2026-11-25T09:00:00.000Z',
              },
            },
            lastMessageAt: '2026-11-25T09:00:00.000Z',
          },
        ],
        hasMore: false,
      },
      mails: {
        items: [
          {
            ...{ id: '0198c0de-0000-7000-8000-000000000043', kind: 'account', subject: 'Your new password' },
            ...{ to: 'siobhan.oneill@example.com', state: 'sent' },
            ...{ createdAt: '2026-11-20T09:00:00.000Z', sentAt: '2026-11-20T09:00:01.000Z' },
          },
        ],
        hasMore: false,
      },
    },
  },
);
