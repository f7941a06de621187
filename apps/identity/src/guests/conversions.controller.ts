import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, Once, Problems, Strict } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { aCustomer } from '../customers/customer.subject';
import { CustomerClosed, CustomerNotFound, EmailTaken } from '../customers/customers.problems';
import { ConversionsService } from './conversions.service';
import { CustomerNotGuest } from './guests.problems';

@ApiTags('customers')
@Controller('customers/:id')
export class ConversionsController {
  constructor(private readonly conversions: ConversionsService) {}

  /**
   * Gives a guest an account: its address gets a link to set a password; orders and groups stay. A guest is answered the
   * same whether its address has an account already or not; the mail tells whoever reads it.
   */
  @Post('convert')
  @HttpCode(202)
  @Strict({ max: 60, seconds: 600 })
  @Allow({ employee: 'customers:write', guest: true })
  @Concerns(aCustomer())
  @Problems([CustomerNotFound, CustomerNotGuest, CustomerClosed, EmailTaken])
  convert(@Once() once: Once, @Caller() caller: Principal, @Param() { id }: IdParam): Promise<void> {
    return this.conversions.convert(once, caller, id);
  }
}
