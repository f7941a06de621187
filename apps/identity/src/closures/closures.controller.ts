import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, Once, Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { aCustomer } from '../customers/customer.subject';
import { CustomerNotFound, EmailTaken } from '../customers/customers.problems';
import { CustomerView } from '../customers/customers.views';
import { CustomerErased, CustomerIsMerged } from './closures.problems';
import { ClosuresService } from './closures.service';

@ApiTags('customers')
@Controller('customers/:id')
export class ClosuresController {
  constructor(private readonly closures: ClosuresService) {}

  /** Closes a customer whose e-mail address may register again. It can be restored as long as nobody did. */
  @Post('release')
  @HttpCode(200)
  @Allow({ employee: 'customers:write' })
  @Concerns(aCustomer())
  @Problems([CustomerNotFound, CustomerErased, CustomerIsMerged])
  @ApiOkResponse({ type: CustomerView })
  release(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
  ): Promise<RawJson<CustomerView>> {
    return this.closures.close(once, caller, id, 'release');
  }

  /** Closes a customer whose e-mail address may not register again. It can be restored. */
  @Post('block')
  @HttpCode(200)
  @Allow({ employee: 'customers:write' })
  @Concerns(aCustomer())
  @Problems([CustomerNotFound, CustomerErased, CustomerIsMerged, EmailTaken])
  @ApiOkResponse({ type: CustomerView })
  block(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
  ): Promise<RawJson<CustomerView>> {
    return this.closures.close(once, caller, id, 'block');
  }

  /** Erases the personal data of a customer and its contacts, here and everywhere, for good. Orders keep their figures. */
  @Post('erase')
  @HttpCode(200)
  @Allow({ employee: 'customers:write' })
  @Concerns(aCustomer())
  @Problems([CustomerNotFound, CustomerIsMerged])
  @ApiOkResponse({ type: CustomerView })
  erase(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
  ): Promise<RawJson<CustomerView>> {
    return this.closures.close(once, caller, id, 'erase');
  }

  /** Opens a released or blocked customer again. */
  @Post('restore')
  @HttpCode(200)
  @Allow({ employee: 'customers:write' })
  @Concerns(aCustomer())
  @Problems([CustomerNotFound, CustomerErased, CustomerIsMerged, EmailTaken])
  @ApiOkResponse({ type: CustomerView })
  restore(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
  ): Promise<RawJson<CustomerView>> {
    return this.closures.close(once, caller, id, 'restore');
  }
}
