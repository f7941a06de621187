import { Module } from '@nestjs/common';
import { SigningKeysModule } from '../signing-keys/signing-keys.module';
import { ApiClientsController } from './api-clients.controller';
import { ApiClientsQueries } from './api-clients.queries';
import { ApiClientsService } from './api-clients.service';
import { ClientTokensController } from './client-tokens.controller';
import { ClientTokens } from './client-tokens.service';
import { TokenForm } from './token-form';

@Module({
  imports: [SigningKeysModule],
  controllers: [ApiClientsController, ClientTokensController],
  providers: [ApiClientsService, ApiClientsQueries, ClientTokens, TokenForm],
})
export class ApiClientsModule {}
