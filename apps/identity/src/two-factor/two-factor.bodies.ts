import { IsString, Length } from 'class-validator';

export class CodeBody {
  /**
   * Six digits of the app.
   * @example "123456"
   */
  @IsString()
  @Length(6, 40)
  readonly code: string;
}

export class RemoveTwoFactorBody extends CodeBody {
  /** The password of the account. */
  @IsString()
  @Length(1, 1_000)
  readonly password: string;
}

export class ChallengeBody {
  /** As the log-in gave it. */
  @IsString()
  @Length(1, 100)
  readonly challenge: string;
}

export class AnswerChallengeBody extends ChallengeBody {
  /**
   * Six digits of the app, or a recovery code.
   * @example "123456"
   */
  @IsString()
  @Length(6, 40)
  readonly code: string;
}
