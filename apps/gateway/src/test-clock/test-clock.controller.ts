import { Public } from '@clientele/auth';
import { Problems, RouteNotFound } from '@clientele/http';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { MoveClockBody } from './test-clock.bodies';
import { TestClockService } from './test-clock.service';
import type { ClockView } from './test-clock.views';

@ApiTags('test-clock')
@Controller('test/clock')
export class TestClockController {
  constructor(private readonly clock: TestClockService) {}

  /**
   * Moves the time of all services. Only where tests may, with TEST_CLOCK=1; elsewhere there is nothing at
   * this address. Answers when every process has the new time.
   */
  @Post()
  @HttpCode(200)
  @Public()
  @Problems([RouteNotFound])
  move(@Body() body: MoveClockBody): Promise<ClockView> {
    return this.clock.move(body);
  }
}
