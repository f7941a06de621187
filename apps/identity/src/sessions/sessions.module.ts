import { Module } from '@nestjs/common';
import { LoginAttemptsModule } from '../login-attempts/login-attempts.module';
import { PasswordsModule } from '../passwords/passwords.module';
import { SecretsModule } from '../secrets/secrets.module';
import { SigningKeysModule } from '../signing-keys/signing-keys.module';
import { AccountsQueries } from './accounts.queries';
import { AuthController } from './auth.controller';
import { Credentials } from './credentials.service';
import { LoginsService } from './logins.service';
import { MeController } from './me.controller';
import { MeService } from './me.service';
import { RefreshSecretsService } from './refresh-secrets.service';
import { RefreshService } from './refresh.service';
import { SessionsService } from './sessions.service';
import { VisitorsService } from './visitors.service';

@Module({
  imports: [LoginAttemptsModule, PasswordsModule, SecretsModule, SigningKeysModule],
  controllers: [AuthController, MeController],
  providers: [
    ...[LoginsService, VisitorsService, SessionsService, RefreshService, MeService],
    ...[RefreshSecretsService, AccountsQueries, Credentials],
  ],
  exports: [VisitorsService, MeService, AccountsQueries],
})
export class SessionsModule {}
