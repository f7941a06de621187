import { Allow, Caller } from '@clientele/auth';
import { NotFound, type Principal } from '@clientele/contracts';
import { Problems } from '@clientele/http';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { MeService } from './me.service';
import type { MeView } from './me.views';

@ApiTags('me')
@Controller('me')
export class MeController {
  constructor(private readonly service: MeService) {}

  /** Tells who is logged in, and what that allows. */
  @Get()
  @Allow({ employee: 'logged-in', contact: 'logged-in' })
  @Problems([NotFound])
  me(@Caller() caller: Principal): Promise<MeView> {
    return this.service.me(caller);
  }
}
