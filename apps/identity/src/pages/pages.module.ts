import { Module } from '@nestjs/common';
import { GraphicalProfilesModule } from '../graphical-profiles/graphical-profiles.module';
import { PasswordsModule } from '../passwords/passwords.module';
import { SessionsModule } from '../sessions/sessions.module';
import { ShopsModule } from '../shops/shops.module';
import { PageEntranceService } from './page-entrance.service';
import { PagesController } from './pages.controller';
import { PagesQueries } from './pages.queries';
import { PagesService } from './pages.service';

@Module({
  imports: [GraphicalProfilesModule, PasswordsModule, SessionsModule, ShopsModule],
  controllers: [PagesController],
  providers: [PagesService, PagesQueries, PageEntranceService],
})
export class PagesModule {}
