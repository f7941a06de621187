import { Allow, Caller, Public } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { FilesUnavailable, FileTooLarge } from '@clientele/files';
import { IdParam, IfMatch, Once, Problems, type RawJson, TakesFile, Upload } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import { aCustomer } from '../customers/customer.subject';
import { aGraphicalProfile } from './graphical-profile.subject';
import { CustomerNotFound } from '../customers/customers.problems';
import { GroupUnknown, SegmentUnknown } from '../owners/owners.problems';
import {
  CreateGraphicalProfileBody,
  EditGraphicalProfileBody,
  ListGraphicalProfilesQuery,
  LogoParam,
} from './graphical-profiles.bodies';
import {
  GraphicalProfileExists,
  GraphicalProfileNotFound,
  LogoNotValid,
} from './graphical-profiles.problems';
import { GraphicalProfilesQueries } from './graphical-profiles.queries';
import { GraphicalProfilesService } from './graphical-profiles.service';
import { GraphicalProfilesPageView, GraphicalProfileView, LooksView } from './graphical-profiles.views';
import { LogosService } from './logos.service';

@ApiTags('graphical-profiles')
@Controller()
export class GraphicalProfilesController {
  constructor(
    private readonly profiles: GraphicalProfilesService,
    private readonly queries: GraphicalProfilesQueries,
    private readonly logos: LogosService,
  ) {}

  /** Tells how the storefront looks for the caller: customer before segments before groups before shop. */
  @Get('me/graphical-profile')
  @Allow({ contact: 'logged-in', visitor: true })
  @ApiOkResponse({ type: LooksView })
  seen(@Caller() caller: Principal): Promise<LooksView> {
    return this.queries.seenBy(viewerOf(caller));
  }

  /** Lists graphical profiles. */
  @Get('graphical-profiles')
  @Allow({ employee: 'customers:read' })
  @Concerns('listed')
  @ApiOkResponse({ type: GraphicalProfilesPageView })
  list(
    @Caller() caller: Principal,
    @Query() query: ListGraphicalProfilesQuery,
  ): Promise<RawJson<GraphicalProfilesPageView>> {
    return this.queries.list(caller, query);
  }

  /** Reads a graphical profile. */
  @Get('graphical-profiles/:id')
  @Allow({ employee: 'customers:read' })
  @Concerns(aGraphicalProfile())
  @Problems([GraphicalProfileNotFound])
  @ApiOkResponse({ type: GraphicalProfileView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<GraphicalProfileView>> {
    return this.queries.get(caller, id);
  }

  /** Creates the graphical profile of a customer, of a group, of a segment, or of the shop. */
  @Post('graphical-profiles')
  @Allow({ employee: 'customers:write' })
  @Concerns(aCustomer('customerId'))
  @Problems([GraphicalProfileExists, CustomerNotFound, GroupUnknown, SegmentUnknown])
  @ApiCreatedResponse({ type: GraphicalProfileView })
  create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: CreateGraphicalProfileBody,
  ): Promise<RawJson<GraphicalProfileView>> {
    return this.profiles.create(once, caller, body);
  }

  /** Changes a graphical profile. What is given takes the place of all that was there of its kind. */
  @Patch('graphical-profiles/:id')
  @Allow({ employee: 'customers:write' })
  @Concerns(aGraphicalProfile())
  @Problems([GraphicalProfileNotFound])
  @ApiOkResponse({ type: GraphicalProfileView })
  edit(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: EditGraphicalProfileBody,
  ): Promise<RawJson<GraphicalProfileView>> {
    return this.profiles.edit(caller, id, version, body);
  }

  /** Deletes a graphical profile with its logo. */
  @Delete('graphical-profiles/:id')
  @HttpCode(204)
  @Allow({ employee: 'customers:write' })
  @Concerns(aGraphicalProfile())
  @Problems([GraphicalProfileNotFound])
  remove(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<void> {
    return this.profiles.remove(caller, id);
  }

  /** Sets the logo. The body is a picture in PNG, JPEG, GIF or WebP; it is stored as WebP, 1200x600 at most. */
  @Put('graphical-profiles/:id/logo')
  @Allow({ employee: 'customers:write' })
  @Concerns(aGraphicalProfile())
  @TakesFile()
  @Problems([GraphicalProfileNotFound, LogoNotValid, FileTooLarge, FilesUnavailable])
  @ApiOkResponse({ type: GraphicalProfileView })
  putLogo(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Upload() content: Readable,
  ): Promise<RawJson<GraphicalProfileView>> {
    return this.profiles.putLogo(caller, id, version, content);
  }

  /** Removes the logo. */
  @Delete('graphical-profiles/:id/logo')
  @Allow({ employee: 'customers:write' })
  @Concerns(aGraphicalProfile())
  @Problems([GraphicalProfileNotFound])
  @ApiOkResponse({ type: GraphicalProfileView })
  removeLogo(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
  ): Promise<RawJson<GraphicalProfileView>> {
    return this.profiles.removeLogo(caller, id, version);
  }

  /** Gives a logo, for pictures in pages. */
  @Get('graphical-profiles/:id/logo/:fileId')
  @Public('token-ignored')
  @Problems([GraphicalProfileNotFound, FilesUnavailable])
  @Header('cache-control', 'public, max-age=31536000, immutable')
  @Header('content-security-policy', "default-src 'none'; sandbox")
  @Header('cross-origin-resource-policy', 'cross-origin')
  @ApiProduces('image/webp')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  logo(@Param() { id, fileId }: LogoParam): Promise<StreamableFile> {
    return this.logos.open(id, fileId);
  }
}

const viewerOf = (caller: Principal) => {
  if (caller.kind === 'contact') return { shopId: caller.shopId, customerId: caller.customerId };
  const { customerId, groupId } = caller.kind === 'visitor' ? (caller.page ?? {}) : {};
  return { shopId: caller.shopId, customerId, groupId };
};
