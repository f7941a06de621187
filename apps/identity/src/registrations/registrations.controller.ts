import { AtShop, CallOrigin, Public } from '@clientele/auth';
import type { Origin, Place } from '@clientele/contracts';
import { Once, Problems, Strict, TooBusy } from '@clientele/http';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { B2bModeOff, EmailTaken, TitleUnknown } from '../customers/customers.problems';
import { PasswordTooWeak } from '../passwords/passwords.problems';
import { RegisterBody } from './registrations.bodies';
import { RegistrationsService } from './registrations.service';
import type { RegistrationView } from './registrations.views';

@ApiTags('registrations')
@Controller('registrations')
export class RegistrationsController {
  constructor(private readonly registrations: RegistrationsService) {}

  /** Registers a customer, and the contact that logs in for it. */
  @Post()
  @Public('token-ignored')
  @Strict({ max: 60, seconds: 600 })
  @Problems([EmailTaken, TitleUnknown, B2bModeOff, PasswordTooWeak, TooBusy])
  register(
    @Once() once: Once,
    @CallOrigin() origin: Origin,
    @AtShop() place: Place,
    @Body() body: RegisterBody,
  ): Promise<RegistrationView> {
    return this.registrations.register(once, origin, place, body);
  }
}
