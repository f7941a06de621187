import { AtShop, CallOrigin, Public } from '@clientele/auth';
import type { Origin, Place } from '@clientele/contracts';
import { Once, Problems, Strict } from '@clientele/http';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { B2bModeOff, TitleUnknown } from '../customers/customers.problems';
import { CheckoutsService } from './checkouts.service';
import { CheckOutBody } from './guests.bodies';
import type { GuestView } from './guests.views';

@ApiTags('registrations')
@Controller('registrations/guests')
export class CheckoutsController {
  constructor(private readonly checkouts: CheckoutsService) {}

  /**
   * Begins to check out without an account. The token acts for a guest customer made for this checkout: it takes over
   * the visitor's cart, places one order and sees it.
   */
  @Post()
  @Public('token-ignored')
  @Strict({ max: 60, seconds: 600 })
  @Problems([TitleUnknown, B2bModeOff])
  begin(
    @Once() once: Once,
    @CallOrigin() origin: Origin,
    @AtShop() place: Place,
    @Body() body: CheckOutBody,
  ): Promise<GuestView> {
    return this.checkouts.begin(once, origin, place, body);
  }
}
