import { Module } from '@nestjs/common';
import { BreachedPasswords } from './breached-passwords.service';
import { PasswordsService } from './passwords.service';

@Module({ providers: [BreachedPasswords, PasswordsService], exports: [PasswordsService] })
export class PasswordsModule {}
