import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Once } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { SetPurchaseLimitsBody } from './purchase-limits.bodies';
import { PurchaseLimitsService } from './purchase-limits.service';
import type { LimitResultsView } from './purchase-limits.views';

@ApiTags('contacts')
@Controller('contacts/purchase-limits')
export class PurchaseLimitsController {
  constructor(private readonly limits: PurchaseLimitsService) {}

  /** Sets or takes away what contacts may buy for customers, up to 500 at once; tells what became of each. */
  @Post()
  @HttpCode(200)
  @Allow({ employee: 'customers:write' })
  @Concerns('listed')
  set(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: SetPurchaseLimitsBody,
  ): Promise<LimitResultsView> {
    return this.limits.set(once, caller, body);
  }
}
