import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { customerGroupsConsumer, teamsConsumer } from './sight.consumers';
import { SightGuard } from './sight.guard';

/**
 * Limits members of sales teams to their customers. Comes after `HttpModule`, whose guards say who is calling. By itself it is
 * for identity, whose the teams are.
 */
@Module({ providers: [{ provide: APP_GUARD, useClass: SightGuard }] })
export class SightModule {
  /** With the teams and who is in which group, kept as they are announced: what `sightSchema` is for. */
  static for(service: string): DynamicModule {
    return { module: SightModule, providers: [teamsConsumer(service), customerGroupsConsumer(service)] };
  }

  /** With the teams alone: what `salesTeamsSchema` is for. */
  static withTeams(service: string): DynamicModule {
    return { module: SightModule, providers: [teamsConsumer(service)] };
  }
}
