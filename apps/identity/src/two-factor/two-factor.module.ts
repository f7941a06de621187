import { Module } from '@nestjs/common';
import { AccountMailsModule } from '../account-mails/account-mails.module';
import { EmployeeTwoFactorResetsController } from './employee-two-factor-resets.controller';
import { LoginAttemptsModule } from '../login-attempts/login-attempts.module';
import { PasswordsModule } from '../passwords/passwords.module';
import { SecretsModule } from '../secrets/secrets.module';
import { LoginChallenges } from './login-challenges.service';
import { OwnTwoFactorController } from './own-two-factor.controller';
import { OwnTwoFactor } from './own-two-factor.service';
import { TwoFactorCodes } from './two-factor-codes.service';
import { TwoFactorResetsController } from './two-factor-resets.controller';
import { TwoFactorResets } from './two-factor-resets.service';
import { TwoFactorSetup } from './two-factor-setup.service';

@Module({
  imports: [AccountMailsModule, LoginAttemptsModule, PasswordsModule, SecretsModule],
  controllers: [OwnTwoFactorController, TwoFactorResetsController, EmployeeTwoFactorResetsController],
  providers: [LoginChallenges, OwnTwoFactor, TwoFactorCodes, TwoFactorResets, TwoFactorSetup],
  exports: [LoginChallenges],
})
export class TwoFactorModule {}
