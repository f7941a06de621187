import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IfMatch, Problems } from '@clientele/http';
import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { B2bModeOff, CustomerClosed, CustomerNotFound, TitleUnknown } from '../customers/customers.problems';
import { EditOwnCustomerBody } from './own-customer.bodies';
import { OwnCustomerService } from './own-customer.service';
import type { OwnCustomerView } from './own-customer.views';

@ApiTags('me')
@Controller('me/customer')
export class OwnCustomerController {
  constructor(private readonly customer: OwnCustomerService) {}

  /** Reads the customer that is acted for. */
  @Get()
  @Allow({ contact: 'account:view' })
  @Problems([CustomerNotFound])
  get(@Caller() caller: Principal): Promise<OwnCustomerView> {
    return this.customer.get(caller);
  }

  /** Changes the customer that is acted for, as the form `customer` asks. */
  @Patch()
  @Allow({ contact: 'account:edit' })
  @Problems([CustomerNotFound, CustomerClosed, TitleUnknown, B2bModeOff])
  edit(
    @Caller() caller: Principal,
    @IfMatch() version: number,
    @Body() body: EditOwnCustomerBody,
  ): Promise<OwnCustomerView> {
    return this.customer.edit(caller, version, body);
  }
}
