import { Allow, Caller, Public } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Once, Problems, Strict } from '@clientele/http';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LinkNotValid } from '../one-time-links/one-time-links.problems';
import { VerifyEmailBody } from './email-verifications.bodies';
import { EmailVerifications } from './email-verifications.service';

@ApiTags('auth')
@Controller('auth')
export class EmailVerificationsController {
  constructor(private readonly verifications: EmailVerifications) {}

  /** Proves with the token of a mailed link that a contact reads mail at its address. */
  @Post('email-verifications')
  @HttpCode(204)
  @Public('token-ignored')
  @Strict({ max: 60, seconds: 600 })
  @Problems([LinkNotValid])
  verify(@Body() { token }: VerifyEmailBody): Promise<void> {
    return this.verifications.verify(token);
  }

  /** Mails the caller another link that proves its address. Does nothing where it is proved, or three are out. */
  @Post('email-verification-requests')
  @HttpCode(202)
  @Allow({ contact: 'logged-in' })
  resend(@Once() once: Once, @Caller() caller: Principal): Promise<void> {
    return this.verifications.resend(once, caller);
  }
}
