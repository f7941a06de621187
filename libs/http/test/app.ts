import { Allow, Caller, Public } from '@clientele/auth';
import { ConfigModule, ServiceConfig } from '@clientele/config';
import { defineProblem, type Principal } from '@clientele/contracts';
import { combineSchemas, DatabaseModule, type Schema } from '@clientele/database';
import {
  asBoolean,
  HttpModule,
  httpSchema,
  IdParam,
  IfMatch,
  ListQuery,
  Once,
  RawJson,
  requireVersion,
  Strict,
} from '@clientele/http';
import { Body, Controller, Get, HttpCode, Module, Param, Patch, Post, Query } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ThingTaken extends defineProblem('conflict', 'thing-taken', 'There is such a thing already') {}

export class PartBody {
  @IsString() @Length(1, 10) label: string;
}

export class ThingBody {
  @IsString() @Length(1, 50) name: string;
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000) count?: number;
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => PartBody) parts?: PartBody[];
}

/** A body without any field. */
export class NothingBody {}

export class ListThingsQuery extends ListQuery {
  @IsOptional() @IsIn(['red', 'blue']) colour?: 'red' | 'blue';
  @IsOptional() @Transform(({ value }) => asBoolean(value)) @IsBoolean() active?: boolean;
}

/** What the tests make happen between the effect and its memory. */
export const meanwhile = { run: async (): Promise<void> => undefined };

const INSERT = 'INSERT INTO things (name) VALUES ($1) RETURNING id, name';

interface Thing {
  readonly id: string;
  readonly name: string;
}

@Controller('things')
class ThingsController {
  @Get()
  @Allow({ employee: 'groups:read' })
  list(@Query() query: ListThingsQuery): object {
    return { ...query };
  }

  @Get('echo')
  @Allow({ employee: 'groups:read', contact: 'logged-in', visitor: true })
  echo(@Caller() { kind }: Principal): object {
    return { kind };
  }

  @Get(':id')
  @Allow({ employee: 'groups:read' })
  get(@Param() { id }: IdParam): object {
    return { id, version: 3 };
  }

  @Patch(':id')
  @Allow({ employee: 'groups:write' })
  edit(@Param() { id }: IdParam, @IfMatch() version: number, @Body() body: ThingBody): object {
    requireVersion(3, version);
    return { id, ...body, version: 4 };
  }

  @Post()
  @Allow({ employee: 'groups:write', contact: 'logged-in' })
  add(@Once() once: Once, @Body() { name }: ThingBody): Promise<Thing & { version: number }> {
    return once(async (tx) => {
      const [thing] = await tx.query<[Thing]>(INSERT, [name]);
      await meanwhile.run();
      if (name === 'taken') throw new ThingTaken({ detail: 'Choose another.' });
      return { ...thing, version: 1 };
    });
  }

  @Post('raw')
  @Allow({ employee: 'groups:write' })
  addRaw(@Once() once: Once, @Body() { name }: ThingBody): Promise<RawJson<Thing>> {
    return once(async (tx) => {
      await tx.query(INSERT, [name]);
      return new RawJson(`{"name" : ${JSON.stringify(name)}, "version" : 7}`, 7);
    });
  }

  @Post('void')
  @HttpCode(204)
  @Allow({ employee: 'groups:write' })
  addQuietly(@Once() once: Once, @Body() { name }: ThingBody): Promise<void> {
    return once(async (tx) => {
      await tx.query(INSERT, [name]);
    });
  }

  @Post('paid')
  @Allow({ employee: 'groups:write' })
  addPaid(@Once({ keyRequired: true }) once: Once, @Body() { name }: ThingBody): Promise<Thing> {
    return once(async (tx) => (await tx.query<[Thing]>(INSERT, [name]))[0]);
  }

  @Post('public')
  @Public()
  @Strict({ max: 3, seconds: 60 })
  addPublicly(@Once() once: Once, @Body() { name }: ThingBody): Promise<Thing> {
    return once(async (tx) => (await tx.query<[Thing]>(INSERT, [name]))[0]);
  }

  @Post('nothing')
  @Allow({ employee: 'groups:write' })
  nothing(@Body() body: NothingBody): object {
    return body;
  }

  @Post('sql')
  @Allow({ employee: 'groups:write' })
  async sql(@Once() once: Once, @Body() { name }: ThingBody): Promise<object> {
    return once((tx) => tx.query(name));
  }

  @Post('bug')
  @Allow({ employee: 'groups:write' })
  bug(): never {
    throw new Error('secret detail of the code');
  }
}

class CreateThings1770000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      'CREATE TABLE things (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL)',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE things');
  }
}

const schema: Schema = combineSchemas(httpSchema, { entities: [], migrations: [CreateThings1770000000000] });

@Module({
  imports: [ConfigModule.for(ServiceConfig), DatabaseModule.for(schema), HttpModule.withDatabase()],
  controllers: [ThingsController],
})
export class AppModule {}
