import { Module } from '@nestjs/common';
import { ConsentsController } from './consents.controller';
import { ConsentsQueries } from './consents.queries';

@Module({ controllers: [ConsentsController], providers: [ConsentsQueries] })
export class ConsentsModule {}
