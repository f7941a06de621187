import { Module } from '@nestjs/common';
import { FormSnapshotsConsumer } from './form-snapshots.consumer';
import { FormRulesService } from './form-rules.service';
import { FormsController } from './forms.controller';
import { FormRulesQueries } from './forms.queries';
import { FormsService } from './forms.service';

@Module({
  controllers: [FormsController],
  providers: [FormsService, FormRulesService, FormRulesQueries, FormSnapshotsConsumer],
  exports: [FormsService],
})
export class FormsModule {}
