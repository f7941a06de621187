import { Module } from '@nestjs/common';
import { MergesService } from './merges.service';

@Module({ providers: [MergesService], exports: [MergesService] })
export class MergesModule {}
