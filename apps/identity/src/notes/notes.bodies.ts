import { IfGiven } from '@clientele/http';
import { IsBoolean, IsString, IsUUID, Length, Matches } from 'class-validator';

const NOT_BLANK = /\S/;

export class CreateNoteBody {
  /** @example "Prefers to be called in the morning." */
  @IsString()
  @Length(1, 10_000)
  @Matches(NOT_BLANK)
  readonly text: string;

  /** Whether it is shown before the others. */
  @IfGiven()
  @IsBoolean()
  readonly pinned: boolean = false;
}

export class EditNoteBody {
  /** Only its author changes what it says. */
  @IfGiven()
  @IsString()
  @Length(1, 10_000)
  @Matches(NOT_BLANK)
  readonly text?: string;

  /**
   * Whether it is shown before the others; anybody who may edit the customer can pin it.
   * @example true
   */
  @IfGiven()
  @IsBoolean()
  readonly pinned?: boolean;
}

export class NoteParam {
  /** Id of the customer. */
  @IsUUID()
  readonly id: string;

  /** Id of the note. */
  @IsUUID()
  readonly noteId: string;
}
