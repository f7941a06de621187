import { ConfigModule, ServiceConfig } from '@clientele/config';
import { combineSchemas, DatabaseModule } from '@clientele/database';
import { FilesModule, filesSchema } from '@clientele/files';
import { HttpModule, httpSchema } from '@clientele/http';
import { Module } from '@nestjs/common';

/** A service that has files, and nothing else. */
@Module({
  imports: [
    ConfigModule.for(ServiceConfig),
    DatabaseModule.for(combineSchemas(httpSchema, filesSchema)),
    HttpModule.withDatabase(),
    FilesModule.forService(),
  ],
})
export class AppModule {}
