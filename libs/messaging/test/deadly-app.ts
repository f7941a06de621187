import { Module } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AppModule as WholesomeModule, Notes } from './app';

/** The number of events that no process survives. */
export const DEADLY = 13;

@Module({ imports: [WholesomeModule] })
export class AppModule {
  constructor(modules: ModuleRef) {
    modules.get(Notes, { strict: false }).first = async ({ data }) => {
      if (data.number === DEADLY) process.kill(process.pid, 'SIGKILL');
    };
  }
}
