import { ConfigModule } from '@clientele/config';
import { HttpModule } from '@clientele/http';
import { BrokerModule } from '@clientele/messaging';
import { Module } from '@nestjs/common';
import { ConsoleModule } from './console/console.module';
import { DocumentModule } from './document/document.module';
import { GatewayConfig } from './gateway.config';
import { ProxyModule } from './proxy/proxy.module';
import { StatusModule } from './status/status.module';
import { TestClockModule } from './test-clock/test-clock.module';

@Module({
  imports: [
    ConfigModule.for(GatewayConfig),
    BrokerModule.for('gateway'),
    HttpModule.withoutDatabase(),
    ProxyModule,
    StatusModule,
    TestClockModule,
    DocumentModule,
    ConsoleModule,
  ],
})
export class AppModule {}
