import { asBoolean, IfGiven, ListQuery } from '@clientele/http';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { ONE_LINE, SAYS_SOMETHING } from '../texts.domain';
import { THREAD_STATUSES, type ThreadStatus } from './thread.domain';

export class EditThreadBody {
  /**
   * Where it stands.
   * @example "closed"
   */
  @IfGiven()
  @IsIn(THREAD_STATUSES)
  readonly status?: ThreadStatus;

  /** The employee in charge; null for nobody. */
  @IsOptional()
  @IsUUID()
  readonly assigneeId?: string | null;

  /** What it is about. */
  @IfGiven()
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'One line of text, please' })
  readonly subject?: string;

  /** Whether the shop has yet to look at it. */
  @IfGiven()
  @IsBoolean()
  readonly unread?: boolean;
}

export class AddMessageBody {
  /**
   * What is to be said.
   * @example "Your parcel left us this morning."
   */
  @IsString()
  @Length(1, 50_000)
  @Matches(SAYS_SOMETHING, { message: 'Please say something' })
  readonly text: string;
}

export class ListThreadsQuery extends ListQuery {
  /** Only threads of this inbox. */
  @IsOptional()
  @IsUUID()
  readonly inboxId?: string;

  /** Only threads that stand so. */
  @IsOptional()
  @IsIn(THREAD_STATUSES)
  readonly status?: ThreadStatus;

  /** Only threads this employee is in charge of. */
  @IsOptional()
  @IsUUID()
  readonly assigneeId?: string;

  /** Only threads the shop has yet to look at, or only the others. */
  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly unread?: boolean;

  /** Only threads of this customer. */
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;

  /** Only threads of this address. */
  @IsOptional()
  @IsString()
  @Length(3, 320)
  readonly email?: string;

  /** Only threads begun at this instant or later. */
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly createdFrom?: string;

  /** Only threads begun before this instant. */
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly createdTo?: string;

  /** Part of the subject or of the address, or the number. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly q?: string;
}
