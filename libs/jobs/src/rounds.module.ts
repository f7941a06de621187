import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Rounds } from './rounds';

/** What a service looks for now and then, by `@LooksEvery`; enough for those that have no long work. */
@Module({ imports: [DiscoveryModule], providers: [Rounds] })
export class RoundsModule {}
