import { IsString, Length } from 'class-validator';

export class VerifyEmailBody {
  /** What stands behind `#token=` in the link of the mail. */
  @IsString()
  @Length(1, 200)
  readonly token: string;
}
