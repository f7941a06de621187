import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Problems } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { aCustomer } from '../segments/customer.subject';
import { CustomerUnknown } from '../segments/segments.problems';
import { TagsBody } from './tags.bodies';
import { Tags } from './tags.service';
import { TagsView } from './tags.views';

@ApiTags('segments')
@Controller('segments/tags')
export class CustomerTagsController {
  constructor(private readonly tags: Tags) {}

  /** Replaces what other systems say of a customer, for the rules of segments. */
  @Put()
  @Allow({ employee: 'segments:write' })
  @Concerns(aCustomer('customerId'))
  @Problems([CustomerUnknown])
  replace(@Caller() caller: Principal, @Body() body: TagsBody): Promise<TagsView> {
    return this.tags.replace(caller, body);
  }
}
