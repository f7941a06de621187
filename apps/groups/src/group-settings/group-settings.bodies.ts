import { IfGiven } from '@clientele/http';
import { IsIn } from 'class-validator';
import { MODULE_POLICIES, type ModulePolicy } from './group-settings.entity';

export class EditGroupSettingsBody {
  /** Whether one of a customer's groups is enough to allow a module, or all of them must. */
  @IfGiven()
  @IsIn(MODULE_POLICIES)
  readonly modulePolicy?: ModulePolicy;
}
