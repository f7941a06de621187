import { ListQuery } from '@clientele/http';
import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { MAIL_KINDS, MAIL_STATES, type MailKind, type MailState } from './mail.domain';

export class ListMailsQuery extends ListQuery {
  /** Only mails in this state. */
  @IsOptional()
  @IsIn(MAIL_STATES)
  readonly state?: MailState;

  /** Only mails of this kind. */
  @IsOptional()
  @IsIn(MAIL_KINDS)
  readonly kind?: MailKind;

  /** Only mails to this address. */
  @IsOptional()
  @IsString()
  @Length(3, 320)
  readonly to?: string;

  /** Only mails of this thread. */
  @IsOptional()
  @IsUUID()
  readonly threadId?: string;

  /** Only mails about this customer. Those about the account of somebody who acts for several are about none of them. */
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;

  /** Only mails queued at this instant or later. */
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly createdFrom?: string;

  /** Only mails queued before this instant. */
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly createdTo?: string;
}
