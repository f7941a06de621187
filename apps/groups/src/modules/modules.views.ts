import { ApiProperty } from '@nestjs/swagger';
import { MODULE_DEFAULTS, type ModuleDefault } from './modules.bodies';

/** A feature of the storefront that groups may be kept from using. */
export class ModuleView {
  key: string;
  /** Name per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts the changes; also the ETag. */
  version: number;
}

export class ModulesPageView {
  items: ModuleView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

/** Whether somebody may use a module. */
export class ModuleUseView {
  key: string;
  /** Name per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
  allowed: boolean;
}

/** Which modules the caller may use. */
export class MyModulesView {
  /** All that are registered, in the order of their keys. */
  items: ModuleUseView[];
}

/** Which modules the members of a group may use. */
export class GroupModulesView {
  @ApiProperty({ enum: MODULE_DEFAULTS })
  byDefault: ModuleDefault;
  /** Keys of the modules for which the opposite holds. */
  exceptions: string[];
  /** What that comes to, for all modules that are registered. */
  items: ModuleUseView[];
  /** Of the group; also the ETag. */
  version: number;
}
