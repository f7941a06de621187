import { Module } from '@nestjs/common';
import { LoginAttemptsModule } from '../login-attempts/login-attempts.module';
import { PasswordsModule } from '../passwords/passwords.module';
import { SecretsModule } from '../secrets/secrets.module';
import { ShopsModule } from '../shops/shops.module';
import { SigningKeysModule } from '../signing-keys/signing-keys.module';
import { TwoFactorModule } from '../two-factor/two-factor.module';
import { AccountsQueries } from './accounts.queries';
import { AuthController } from './auth.controller';
import { Credentials } from './credentials.service';
import { LoginsService } from './logins.service';
import { MeController } from './me.controller';
import { MeService } from './me.service';
import { RefreshSecretsService } from './refresh-secrets.service';
import { RefreshService } from './refresh.service';
import { RenewalsService } from './renewals.service';
import { SecondStepController } from './second-step.controller';
import { SessionsService } from './sessions.service';
import { VisitorsService } from './visitors.service';

@Module({
  imports: [
    LoginAttemptsModule,
    PasswordsModule,
    SecretsModule,
    ShopsModule,
    SigningKeysModule,
    TwoFactorModule,
  ],
  controllers: [AuthController, SecondStepController, MeController],
  providers: [
    ...[LoginsService, VisitorsService, SessionsService, RefreshService, RenewalsService, MeService],
    ...[RefreshSecretsService, AccountsQueries, Credentials],
  ],
  exports: [VisitorsService, MeService, AccountsQueries],
})
export class SessionsModule {}
