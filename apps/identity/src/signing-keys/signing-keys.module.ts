import { Module } from '@nestjs/common';
import { SecretsModule } from '../secrets/secrets.module';
import { AccessTokensService } from './access-tokens.service';
import { KeySetController } from './key-set.controller';
import { SigningKeysController } from './signing-keys.controller';
import { SigningKeysQueries } from './signing-keys.queries';
import { SigningKeysService } from './signing-keys.service';

@Module({
  imports: [SecretsModule],
  controllers: [KeySetController, SigningKeysController],
  providers: [SigningKeysService, SigningKeysQueries, AccessTokensService],
  exports: [AccessTokensService],
})
export class SigningKeysModule {}
