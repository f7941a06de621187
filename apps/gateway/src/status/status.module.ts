import { Module } from '@nestjs/common';
import { ProxyModule } from '../proxy/proxy.module';
import { StatusController } from './status.controller';
import { StatusService } from './status.service';

@Module({ imports: [ProxyModule], controllers: [StatusController], providers: [StatusService] })
export class StatusModule {}
