import { Unrecorded } from '@clientele/audit';
import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Problems, TooBusy } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { GroupUnknown } from '../groups/groups.problems';
import { aCustomer } from './customer.subject';
import { Explanations } from './explanations.service';
import { Previews } from './previews.service';
import { PreviewSegmentBody, SegmentCustomerParam } from './segments.bodies';
import { CustomerUnknown, SegmentNotFound } from './segments.problems';
import { ExplanationView, PreviewView } from './segments.views';

@ApiTags('segments')
@Controller('segments')
export class SegmentInsightsController {
  constructor(
    private readonly previews: Previews,
    private readonly explanations: Explanations,
  ) {}

  /**
   * Tells how many customers a segment would have, and some of them.
   * Of a segment that is there, it tells also who would come in and who would leave. Up to 10 000 are counted, more are
   * estimated. Few are made at a time; whoever has waited for too many others is asked to come again.
   */
  @Post('preview')
  @HttpCode(200)
  @Allow({ employee: 'segments:read' })
  @Concerns('listed')
  @Unrecorded('Nothing is changed by looking.')
  @Problems([SegmentNotFound, GroupUnknown, TooBusy])
  preview(@Caller() caller: Principal, @Body() body: PreviewSegmentBody): Promise<PreviewView> {
    return this.previews.preview(caller, body);
  }

  /** Tells why a customer is in a segment or not, condition by condition, by what is known of it now. */
  @Get(':id/explain/:customerId')
  @Allow({ employee: 'segments:read' })
  @Concerns(aCustomer('customerId'))
  @Problems([SegmentNotFound, CustomerUnknown])
  explain(
    @Caller() caller: Principal,
    @Param() { id, customerId }: SegmentCustomerParam,
  ): Promise<ExplanationView> {
    return this.explanations.explain(caller, id, customerId);
  }
}
