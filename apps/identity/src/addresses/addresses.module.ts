import { Module } from '@nestjs/common';
import { FormsModule } from '../forms/forms.module';
import { AddressesController } from './addresses.controller';
import { AddressesQueries } from './addresses.queries';
import { AddressesService } from './addresses.service';

@Module({
  imports: [FormsModule],
  controllers: [AddressesController],
  providers: [AddressesService, AddressesQueries],
})
export class AddressesModule {}
