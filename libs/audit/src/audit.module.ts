import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Audit, AUDITED_SERVICE } from './audit';
import { AuditBorder } from './audit-border';
import { AuditBuffer } from './audit-buffer';
import { AuditSink, OutboxSink } from './audit-sink';
import { OperationGuard } from './operation.guard';
import { RefusedEntries } from './refused-entries';

/** What is done in a service, recorded in the audit log. */
@Module({})
export class AuditModule {
  /** `sink` says where entries go, if not to identity by events. */
  static for(service: string, sink: Type<AuditSink> = OutboxSink): DynamicModule {
    const providers: Provider[] = [
      { provide: AUDITED_SERVICE, useValue: service },
      { provide: AuditSink, useClass: sink },
      { provide: APP_GUARD, useClass: OperationGuard },
      ...[Audit, AuditBuffer, AuditBorder, RefusedEntries],
    ];
    return { module: AuditModule, global: true, providers, exports: [Audit, AuditSink] };
  }
}
