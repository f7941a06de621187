import { Unrecorded } from '@clientele/audit';
import { CallOrigin, Public } from '@clientele/auth';
import type { Origin } from '@clientele/contracts';
import { Problems, Strict } from '@clientele/http';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { TooManyLogins } from '../login-attempts/login-attempts.problems';
import { AnswerChallengeBody, ChallengeBody } from '../two-factor/two-factor.bodies';
import { ChallengeNotValid, CodeNotValid, TwoFactorOn } from '../two-factor/two-factor.problems';
import type { EnrolmentView } from '../two-factor/two-factor.views';
import { LoginsService } from './logins.service';
import type { EmployeeSecondStepView, SecondStepView } from './sessions.views';

@ApiTags('auth')
@Controller('auth')
export class SecondStepController {
  constructor(private readonly logins: LoginsService) {}

  /** Completes the log-in of a contact that was answered with `two-factor-needed`. */
  @Post('two-factor')
  @HttpCode(200)
  @Public('token-ignored')
  @Strict({ max: 60, seconds: 60 })
  @Problems([CodeNotValid, ChallengeNotValid, TooManyLogins])
  complete(@Body() body: AnswerChallengeBody, @CallOrigin() origin: Origin): Promise<SecondStepView> {
    return this.logins.complete(body, origin);
  }

  /** Completes the log-in of an employee that was answered with `two-factor-needed`. */
  @Post('employees/two-factor')
  @HttpCode(200)
  @Public('token-ignored')
  @Strict({ max: 60, seconds: 60 })
  @Problems([CodeNotValid, ChallengeNotValid, TooManyLogins])
  completeEmployee(
    @Body() body: AnswerChallengeBody,
    @CallOrigin() origin: Origin,
  ): Promise<EmployeeSecondStepView> {
    return this.logins.completeEmployee(body, origin);
  }

  /** Gives what the app needs, to who must set up codes in order to log in; the first code confirms it. */
  @Post('two-factor/enrolments')
  @Unrecorded('It is of no effect before a code confirms it, which is recorded.')
  @HttpCode(200)
  @Public('token-ignored')
  @Strict({ max: 20, seconds: 60 })
  @Problems([ChallengeNotValid, TwoFactorOn])
  enrol(@Body() { challenge }: ChallengeBody): Promise<EnrolmentView> {
    return this.logins.enrol(challenge);
  }
}
