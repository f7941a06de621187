import { Allow, OptionalCaller, Public } from '@clientele/auth';
import { ConfigModule, loadSettings, ProcessConfig } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { adapterFor, APPLICATION_OPTIONS, configure, HttpModule } from '@clientele/http';
import { Controller, Get, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';

/** Who came in; a set is told as a list. */
const nameOf = (caller: Principal | undefined): object =>
  JSON.parse(
    JSON.stringify(caller ?? { kind: null }, (_, value) => (value instanceof Set ? [...value] : value)),
  );

/** One door for every way of declaring who may call. */
@Controller('doors')
export class DoorsController {
  @Get('permission')
  @Allow({ employee: 'groups:read', contact: 'cart:use' })
  permission(@OptionalCaller() caller?: Principal): object {
    return nameOf(caller);
  }

  @Get('installation')
  @Allow({ employee: 'ops:read' })
  installation(@OptionalCaller() caller?: Principal): object {
    return nameOf(caller);
  }

  @Get('logged-in')
  @Allow({ employee: 'logged-in', contact: 'logged-in' })
  loggedIn(@OptionalCaller() caller?: Principal): object {
    return nameOf(caller);
  }

  @Get('visitor')
  @Allow({ visitor: true })
  visitor(@OptionalCaller() caller?: Principal): object {
    return nameOf(caller);
  }

  @Get('public')
  @Public()
  public(@OptionalCaller() caller?: Principal): object {
    return nameOf(caller);
  }

  @Get('token-ignored')
  @Public('token-ignored')
  ignored(@OptionalCaller() caller?: Principal): object {
    return nameOf(caller);
  }
}

/** An application of these controllers that trusts the issuer at `identityUrl`; it needs neither database nor broker. */
export async function startApplication(
  identityUrl: string,
  controllers: Type[] = [DoorsController],
): Promise<NestFastifyApplication> {
  const config = loadSettings(ProcessConfig, { NATS_URL: 'nats://127.0.0.1:1', IDENTITY_URL: identityUrl });
  const testing = await Test.createTestingModule({
    imports: [ConfigModule.for(ProcessConfig), HttpModule.withoutDatabase()],
    controllers,
  })
    .overrideProvider(ProcessConfig)
    .useValue(config)
    .compile();
  const app = testing.createNestApplication<NestFastifyApplication>(adapterFor(config), {
    ...APPLICATION_OPTIONS,
    logger: false,
  });
  await configure(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

/** What a door answers. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Knocks at a door with an `Authorization` header, if one is given. */
export async function knock(
  app: NestFastifyApplication,
  authorization?: string,
  door = 'logged-in',
): Promise<Answer> {
  const { statusCode, headers, body } = await app.inject({
    url: `/v1/doors/${door}`,
    headers: authorization === undefined ? {} : { authorization },
  });
  return { status: statusCode, headers, body: JSON.parse(body) as Answer['body'] };
}
