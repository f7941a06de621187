import { Module } from '@nestjs/common';
import { AuditConsumer } from './audit.consumer';
import { AuditController } from './audit.controller';
import { AuditErasuresConsumer } from './audit-erasures.consumer';
import { AuditExportService } from './audit-export.service';
import { AuditQueries } from './audit.queries';
import { ChainerService } from './chainer.service';
import { RetentionService } from './retention.service';
import { VerificationService } from './verification.service';

@Module({
  controllers: [AuditController],
  providers: [
    ...[AuditQueries, AuditExportService, AuditConsumer, AuditErasuresConsumer],
    ...[ChainerService, VerificationService, RetentionService],
  ],
})
export class AuditLogModule {}
