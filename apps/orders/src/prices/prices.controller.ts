import { Unrecorded } from '@clientele/audit';
import { Allow, Caller, ShopUnknown } from '@clientele/auth';
import { NotFound, type Principal } from '@clientele/contracts';
import { Problems } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { aPricedCustomer } from './priced-customer.subject';
import { PriceBody } from './prices.bodies';
import { AmountTooLarge, PricesNotReady, ProductUnknown } from './prices.problems';
import { PricesService } from './prices.service';
import { PricesView } from './prices.views';

@ApiTags('prices')
@Controller('prices')
export class PricesController {
  constructor(private readonly prices: PricesService) {}

  /** Prices products for the caller at the shop it is at: discount with its origin, tax, totals. Changes nothing. */
  @Post()
  @HttpCode(200)
  @Unrecorded('It changes nothing.')
  @Allow({ employee: 'catalogue:read', contact: 'logged-in', visitor: true })
  @Concerns(aPricedCustomer('customerId'))
  @Problems([NotFound, ShopUnknown, ProductUnknown, AmountTooLarge, PricesNotReady])
  price(@Caller() caller: Principal, @Body() body: PriceBody): Promise<PricesView> {
    return this.prices.price(caller, body);
  }
}
