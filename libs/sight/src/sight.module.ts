import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { SightGuard } from './sight.guard';

/** Limits members of sales teams to their customers. Comes after `HttpModule`, whose guards say who is calling. */
@Module({ providers: [{ provide: APP_GUARD, useClass: SightGuard }] })
export class SightModule {}
