import { Module } from '@nestjs/common';
import { AccountSessionsService } from './account-sessions.service';
import { ContactSessionsController } from './contact-sessions.controller';
import { OwnSessionsController } from './own-sessions.controller';

@Module({
  controllers: [OwnSessionsController, ContactSessionsController],
  providers: [AccountSessionsService],
})
export class AccountSessionsModule {}
