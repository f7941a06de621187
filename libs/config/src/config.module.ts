import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { Clock } from './clock';
import { loadSettings } from './load';
import { ProcessConfig } from './process.config';
import { ServiceConfig } from './service.config';

/** Makes a process's settings injectable, by their own class and by the classes they extend, and the clock. */
@Module({})
export class ConfigModule {
  static for(settings: Type<ProcessConfig>): DynamicModule {
    const general = [ProcessConfig, ServiceConfig].filter((known) => known !== settings);
    return {
      module: ConfigModule,
      global: true,
      providers: [
        { provide: settings, useFactory: () => loadSettings(settings) },
        ...general.map((provide) => ({ provide, useExisting: settings })),
        Clock,
      ],
      exports: [settings, ...general, Clock],
    };
  }
}
