import { Module } from '@nestjs/common';
import { LoginAttempts } from './login-attempts.service';
import { LoginLanes } from './login-lanes.service';

@Module({ providers: [LoginAttempts, LoginLanes], exports: [LoginAttempts] })
export class LoginAttemptsModule {}
