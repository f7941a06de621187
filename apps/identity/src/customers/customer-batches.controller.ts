import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Once } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BulkEditCustomersBody } from './customer-batches.bodies';
import { CustomerBatches } from './customer-batches.service';
import type { CustomerOutcomesView } from './customer-batches.views';

@ApiTags('customers')
@Controller('customers')
export class CustomerBatchesController {
  constructor(private readonly batches: CustomerBatches) {}

  /** Switches many customers, their newsletters or their partner offers on or off, and tells what became of each. */
  @Post('bulk-edit')
  @HttpCode(200)
  @Allow({ employee: 'customers:write' })
  @Concerns('listed')
  edit(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: BulkEditCustomersBody,
  ): Promise<CustomerOutcomesView> {
    return this.batches.edit(once, caller, body);
  }
}
