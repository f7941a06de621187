import { Module } from '@nestjs/common';
import { ProxyService } from './proxy.service';
import { UpstreamsService } from './upstreams.service';

@Module({ providers: [ProxyService, UpstreamsService], exports: [UpstreamsService] })
export class ProxyModule {}
