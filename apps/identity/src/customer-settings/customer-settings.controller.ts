import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IfMatch } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EditCustomerSettingsBody } from './customer-settings.bodies';
import { CustomerSettingsService } from './customer-settings.service';
import type { CustomerSettingsView } from './customer-settings.views';

@ApiTags('customers')
@Controller('customers/settings')
export class CustomerSettingsController {
  constructor(private readonly settings: CustomerSettingsService) {}

  /** Reads how the shop deals with its customers. */
  @Get()
  @Allow({ employee: 'customers:read' })
  @Concerns('nobody')
  get(@Caller() caller: Principal): Promise<CustomerSettingsView> {
    return this.settings.get(caller);
  }

  /** Changes how the shop deals with its customers, such as whether it sells to companies. */
  @Patch()
  @Allow({ employee: 'customers:write' })
  @Concerns('nobody')
  edit(
    @Caller() caller: Principal,
    @IfMatch() version: number,
    @Body() body: EditCustomerSettingsBody,
  ): Promise<CustomerSettingsView> {
    return this.settings.edit(caller, version, body);
  }
}
