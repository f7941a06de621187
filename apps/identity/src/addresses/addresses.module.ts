import { Module } from '@nestjs/common';
import { AddressesController } from './addresses.controller';
import { AddressesQueries } from './addresses.queries';
import { AddressesService } from './addresses.service';

@Module({ controllers: [AddressesController], providers: [AddressesService, AddressesQueries] })
export class AddressesModule {}
