import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { membershipsConsumer, segmentsConsumer, shopsConsumer, teamsConsumer } from './sight.consumers';
import { SightGuard } from './sight.guard';

/** Limits members of sales teams to their customers. Comes after `HttpModule`, whose guards say who is calling. */
@Module({ providers: [{ provide: APP_GUARD, useClass: SightGuard }] })
export class SightModule {
  /** With the teams, who registered where and who is in which segment, kept as they are announced: what `sightSchema` is for. */
  static for(service: string): DynamicModule {
    return {
      module: SightModule,
      providers: [teamsConsumer, shopsConsumer, segmentsConsumer].map((consumer) => consumer(service)),
    };
  }

  /** With who is in which group besides: what `membershipsSchema` is for. */
  static withMemberships(service: string): DynamicModule {
    const consumers = [teamsConsumer, shopsConsumer, segmentsConsumer, membershipsConsumer];
    return { module: SightModule, providers: consumers.map((consumer) => consumer(service)) };
  }

  /** With who is in which segment alone: what `segmentsSchema` is for. */
  static withSegments(service: string): DynamicModule {
    return { module: SightModule, providers: [segmentsConsumer(service)] };
  }

  /** With the teams and who registered where: what `salesTeamsSchema` is for. */
  static withTeams(service: string): DynamicModule {
    return { module: SightModule, providers: [teamsConsumer(service), shopsConsumer(service)] };
  }
}
