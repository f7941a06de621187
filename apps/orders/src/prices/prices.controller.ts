import { Unrecorded } from '@clientele/audit';
import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Problems } from '@clientele/http';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PriceBody } from './prices.bodies';
import { AmountTooLarge, PricesNotReady, ProductUnknown } from './prices.problems';
import { PricesService } from './prices.service';
import { PricesView } from './prices.views';

@ApiTags('prices')
@Controller('prices')
export class PricesController {
  constructor(private readonly prices: PricesService) {}

  /** Prices products for the caller: discount with its origin, tax, totals. Changes nothing. */
  @Post()
  @HttpCode(200)
  @Unrecorded('It changes nothing.')
  @Allow({ employee: 'catalogue:read', contact: 'logged-in', visitor: true })
  @Problems([ProductUnknown, AmountTooLarge, PricesNotReady])
  price(@Caller() caller: Principal, @Body() body: PriceBody): Promise<PricesView> {
    return this.prices.price(caller, body);
  }
}
